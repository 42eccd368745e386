// The order counts: the layers are named in base.css before any component adds to them.
import './tokens.css'
import './base.css'
import './fonts.css'
