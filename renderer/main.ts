import './styles/styles'
import { connectStudio } from './connection/ways'
import { showWindow } from './window'

showWindow(connectStudio(), document.getElementById('app')!)
