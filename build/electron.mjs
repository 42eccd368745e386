// Finds Electron, gets it when it is not there, and starts the studio in it. Words go to Electron.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { fail, root } from './packages.mjs'
import { ensureEngine, prepare } from './program.mjs'
import { buildWindow } from './window.mjs'

/** Milliseconds that getting Electron may take: about 120 MB. */
const LONGEST = 15 * 60_000

/** Where Electron's program lies, as `{ path }`; or `{ why }`, a sentence, when none can be had or started here. `get` says whether to download it. */
export function findElectron({ get = true } = {}) {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (named) {
    const path = join(named, program())
    return existsSync(path) ? { path } : { why: `ELECTRON_OVERRIDE_DIST_PATH names ${named}, and there is no Electron in it.` }
  }
  if (process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return { why: 'Electron needs a screen, and this session has none.' }
  const found = installed()
  if (found) return { path: found }
  const installer = join(root, 'node_modules', 'electron', 'install.js')
  if (!existsSync(installer)) return { why: 'The package electron is not installed.' }
  if (!get) return { why: 'Electron has not been downloaded yet.' }
  console.log('Getting Electron (about 120 MB, once) …')
  const { status, error } = spawnSync(process.execPath, [installer], { stdio: ['ignore', 'inherit', 'ignore'], timeout: LONGEST })
  const path = installed()
  if (status === 0 && path) return { path }
  return { why: error ? `Electron could not be downloaded in ${LONGEST / 60_000} minutes.` : 'Electron could not be downloaded.' }
}

/** Starts the studio in this Electron and resolves with its exit code. The programs and the window must have been built. */
export function startElectron(path, words = []) {
  const child = spawn(path, [...words, root], { stdio: 'inherit' })
  // Ctrl-C reaches the child too, which saves first and then ends; this process waits for it.
  process.on('SIGINT', () => undefined)
  return new Promise((end, failed) => {
    child.on('error', failed)
    child.on('exit', (code) => end(code ?? 1))
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

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await prepare()
  ensureEngine()
  await buildWindow()
  const { path, why } = findElectron()
  if (!path) fail(`${why} The studio runs in a browser without it: npm run studio -- serve --open`)
  process.exitCode = await startElectron(path, process.argv.slice(2))
}
