import { createHash, randomBytes } from 'node:crypto'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import type { Pin } from '#electron/engine/setup/pins'
import type { World } from './world'
import { makeZip } from './zip'

/** Makes a command of a world: a shell script. In it PATH is the usual one, and $LOG, $HOME and $WHEEL name files and folders. */
export function command(world: Pick<World, 'home' | 'commands'>, name: string, script: string): string {
  const file = path.join(world.commands, name)
  const start = `#!/bin/sh\nPATH=/usr/bin:/bin\nHOME='${world.home}'\nLOG="$HOME/log"\nWHEEL="$HOME/offered.whl"\n`
  fs.writeFileSync(file, start + script, { mode: 0o755 })
  return file
}

/** A download that arrives in two pieces, as pip writes it: into TMPDIR, then copied to --dest. It pauses while there is a file `hold`. */
export const pipDownload = `
case "$*" in
  --version) echo "Python 3.11.7"; exit ;;
  "-m pip --version") echo "pip 23.2.1 from nowhere (python 3.11)"; exit ;;
esac
echo download >> "$LOG"
while [ $# -gt 0 ]; do [ "$1" = --dest ] && dest=$2; shift; done
mkdir "$TMPDIR/pip-unpack" || exit 1
head -c 50000 "$WHEEL" > "$TMPDIR/pip-unpack/wheel"
while [ -e "$HOME/hold" ]; do sleep 0.02; done
tail -c +50001 "$WHEEL" >> "$TMPDIR/pip-unpack/wheel"
cp "$TMPDIR/pip-unpack/wheel" "$dest/tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl"
`

/** A compiler that writes something to where -o says. */
export const compile = `
echo compile >> "$LOG"
while [ $# -gt 0 ]; do [ "$1" = -o ] && out=$2; shift; done
printf 'a binding' > "$out"
`

/** What a Node prints that has loaded an engine which computes. */
export const computes = 'echo "oneDNN custom operations are on." >&2; echo "2.21.0 false 19 22 43 50"\n'

/** A fresh world in which a set-up succeeds; it is removed when the test is over. */
export function makeWorld(): World {
  const home = fs.mkdtempSync(path.join(os.tmpdir(), 'vgg-studio-world-'))
  onTestFinished(() => fs.rmSync(home, { recursive: true, force: true, maxRetries: 5 }))
  const commands = path.join(home, 'commands')
  const packages = path.join(home, 'packages')
  for (const folder of ['@tensorflow/tfjs-node-gpu/binding', 'node-api-headers/include', 'node-api-headers/def'])
    fs.mkdirSync(path.join(packages, folder), { recursive: true })
  fs.mkdirSync(commands)
  // Random bytes do not shrink, so the wheel has a length to arrive in pieces.
  const random = (length: number) => randomBytes(length).toString('hex')
  const libraries = { 'libtensorflow_cc.so.2': random(60_000), 'libtensorflow_framework.so.2': random(2_000) }
  const wheel = makeZip({
    'tensorflow/__init__.py': Buffer.from('# not wanted'),
    ...Object.fromEntries(Object.entries(libraries).map(([name, text]) => [`tensorflow/${name}`, Buffer.from(text)])),
    'tensorflow/include/tensorflow/c/c_api.h': Buffer.from('// a header'),
  })
  fs.writeFileSync(path.join(home, 'offered.whl'), wheel)
  const pin: Pin = {
    kind: 'cpu', platform: 'linux', arch: 'x64', toolchain: 'gnu', space: 1_000_000,
    wheels: [{
      file: 'tensorflow_cpu-2.21.0-cp311-cp311-manylinux_2_27_x86_64.whl', bytes: wheel.length,
      sha256: createHash('sha256').update(wheel).digest('hex'),
      keep: Object.entries(libraries).map(([name, text]) => ({ from: `tensorflow/${name}`, to: name, bytes: text.length })),
      build: ['tensorflow/include/tensorflow/c/c_api.h'],
    }],
    binding: 'tfjs_binding.node', link: Object.keys(libraries), strip: Object.keys(libraries),
  }
  const world = { home, commands, node: path.join(commands, 'node'), packages, pin, libraries }
  command(world, 'python3', pipDownload)
  command(world, 'g++', compile)
  command(world, 'node', computes)
  return world
}
