// npm start: installs what is missing, sets up the engine, builds the window and opens the studio in a browser. With words after -- it is the terminal's program.
import { become, ensureEngine, prepare } from './program.mjs'
import { buildWindow } from './window.mjs'

const words = process.argv.slice(2)
await prepare()
ensureEngine()
await buildWindow()
if (!words.length) console.log('\nThe studio opens in your browser; if it does not, open this address. Ctrl-C ends it, and saves what is being trained.\n')
become('terminal', words.length ? words : ['serve', '--open'])
