// Finds Electron, gets it when it is not there, and starts the studio in it.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './packages.mjs'

/** Milliseconds that getting Electron may take: about 120 MB. */
const LONGEST = 15 * 60_000

/** Where Electron's program lies, as `{ path }`; or `{ why }`, a sentence, when none can be had here. */
export function findElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (named) {
    const path = join(named, program())
    return existsSync(path) ? { path } : { why: `ELECTRON_OVERRIDE_DIST_PATH names ${named}, and there is no Electron in it.` }
  }
  const found = installed()
  if (found) return { path: found }
  console.log('Getting Electron (about 120 MB, once) …')
  const { status, error } = spawnSync(process.execPath, [join(root, 'node_modules', 'electron', 'install.js')], { stdio: ['ignore', 'inherit', 'ignore'], timeout: LONGEST })
  const path = installed()
  if (status === 0 && path) return { path }
  return { why: error ? `Electron could not be downloaded in ${LONGEST / 60_000} minutes.` : 'Electron could not be downloaded.' }
}

/** Why a window of Electron cannot be opened in this session, as a sentence; undefined when it can. */
export function noWindow() {
  if (process.platform !== 'linux') return undefined
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'Electron needs a screen, and this session has none.'
  return process.getuid() === 0 ? 'Electron does not run as root, whom its sandbox does not hold.' : undefined
}

/** Starts the studio in this Electron; resolves with `{ code }`, its exit code, or with `{ why }` when the system does not let it start. The programs and the window must have been built. */
export function startElectron(path) {
  const child = spawn(path, [root], { stdio: 'inherit' })
  // Ctrl-C reaches the child too, which saves first and then ends; this process waits for it.
  process.on('SIGINT', () => undefined)
  return new Promise((end) => {
    child.on('error', (error) => end({ why: `Electron did not start: ${error.message}.` }))
    // Chromium ends itself by a trap where the system gives it no sandbox.
    child.on('exit', (code, signal) => end(signal === 'SIGTRAP' ? { why: 'Electron did not start: this system lets it have no sandbox.' } : { code: code ?? 1 }))
  })
}

/** The program that the package electron has downloaded, if it has. */
function installed() {
  const folder = join(root, 'node_modules', 'electron')
  if (!existsSync(join(folder, 'path.txt'))) return undefined
  const path = join(folder, 'dist', readFileSync(join(folder, 'path.txt'), 'utf8'))
  return existsSync(path) ? path : undefined
}

function program() {
  if (process.platform === 'darwin') return join('Electron.app', 'Contents', 'MacOS', 'Electron')
  return process.platform === 'win32' ? 'electron.exe' : 'electron'
}
