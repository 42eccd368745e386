// npm start: installs what is missing, sets up the engine, builds the window and opens the studio, in Electron or else in a browser. With words after -- it is the terminal's program.
import { findElectron, noWindow, startElectron } from './electron.mjs'
import { become, ensureEngine, prepare } from './program.mjs'
import { buildWindow } from './window.mjs'

const words = process.argv.slice(2)
await prepare()
ensureEngine()
await buildWindow()
if (words.length) become('terminal', words)
else {
  const { code, why } = await inElectron()
  if (why) {
    console.log(`\n${why} The studio opens in your browser instead; if it does not, open this address. Ctrl-C ends it, and saves what is being trained.\n`)
    become('terminal', ['serve', '--open'])
  } else process.exitCode = code
}

async function inElectron() {
  const why = noWindow()
  if (why) return { why }
  const { path, why: none } = findElectron()
  return path ? await startElectron(path) : { why: none }
}
