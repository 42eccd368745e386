import './tokens.css'
import './base.css'
import './fonts.css'
