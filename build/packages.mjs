// Installs the packages when they are missing or not those of the lock file. Uses nothing but Node.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

const OLDEST_NODE = [20, 19]

/** Ends the process with a sentence when the packages cannot be had. */
export function ensurePackages() {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]))
    fail(`VGG Studio needs Node.js ${OLDEST_NODE.join('.')} or newer, and this is ${process.versions.node}. Install a newer one, then try again.`)

  const stamp = join(root, 'node_modules', '.vgg-studio-lock')
  const lock = createHash('sha256').update(readFileSync(join(root, 'package-lock.json'))).digest('hex')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return

  console.log('Installing the packages (about 750 of them, 1 GB; once) …')
  const start = Date.now()
  // npm ci is a command file on Windows, which only a shell can start; the words are fixed.
  const npm = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' })
  if (npm.error) fail(`The packages could not be installed, because npm cannot be started (${npm.error.message}). Install Node.js with npm, then try again.`)
  if (npm.status !== 0) fail('The packages could not be installed; npm says why above. When that is mended, try again.')
  writeFileSync(stamp, lock)
  console.log(`Packages installed in ${Math.round((Date.now() - start) / 1000)} s.`)
}

/** Prints a sentence and ends the process with exit code 1. */
export function fail(sentence) {
  console.error(sentence)
  process.exit(1)
}
