// Runs a program of the electron side, bundled from the sources as they are.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { bundle, bundled } from './bundle.mjs'
import { ensurePackages, root } from './packages.mjs'

/** Installs and bundles what is needed. */
export async function prepare() {
  ensurePackages()
  await bundle()
}

/** Runs a program in this process: it gets this process's words, signals and screen. */
export function become(program, words = process.argv.slice(2)) {
  process.argv = [process.argv[0], bundled(program), ...words]
  createRequire(import.meta.url)(bundled(program))
}

/** Sets up the engine when it is missing; ends the process when that fails (the set-up has said why). */
export function ensureEngine() {
  run(process.execPath, [bundled('engine')])
}

/** Runs a command on this screen; ends the process with its exit code when it fails. */
export function run(command, words, options = {}) {
  const { status, error } = spawnSync(command, words, { cwd: root, stdio: 'inherit', ...options })
  if (error) throw error
  if (status !== 0) process.exit(status ?? 1)
}
