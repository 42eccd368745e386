import './styles/styles'
import { connectStudio, isServed } from './connection/ways'
import { uploadToServer } from './connection/upload'
import { showWindow } from './window'

showWindow({ ...connectStudio(), ...(isServed && { upload: uploadToServer }) }, document.getElementById('app')!)
