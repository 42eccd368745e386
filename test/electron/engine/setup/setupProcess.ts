import fs from 'node:fs'
import { installEngine } from '#electron/engine/setup/install'
import { asProblem } from '#shared/base/problem'
import { outsideOf, type World } from './world'

// A set-up in a process of its own, for tests that kill it: the world comes as a file of JSON.
const world = JSON.parse(fs.readFileSync(String(process.argv[2]), 'utf8')) as World
const say = (text: string) => { fs.writeSync(1, `${text}\n`) }
const { signal } = new AbortController()
const tell = { line: say, progress: () => undefined }
installEngine({ pin: world.pin, force: false, outside: outsideOf(world), signal, tell }).catch((thrown: unknown) => {
  say(asProblem(thrown).sentence)
  process.exitCode = 1
})
