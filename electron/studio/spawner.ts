import { writeLog } from '#electron/files/log'
import type { Trial } from '#electron/engine/setup/outside'
import { childPort } from '#electron/transport/childPort'
import { phrase, type Phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import type { StudioProblem } from '#shared/base/problem'
import type { Port } from '#shared/contract/port'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'

/** The programs that the studio starts, by the name of their bundles. */
export type Program = 'trainer' | 'datasets' | 'installer'

/** A process that was started, and the port to it. */
export interface Started {
  readonly port: Port
  readonly pid: number | undefined
  /** Told once, when it has ended, by itself or by whoever; not before its last message has come. */
  onExit(listener: (exit: Exit) => void): void
  kill(): void
}

/** How a process ended: well with code 0; `lastWords` is the last line that it printed as an error, if any. */
export interface Exit {
  readonly code: number | null
  readonly signal: string | null
  readonly lastWords?: string | undefined
}

/** What starts processes: Electron has its own way, everything else forks. */
export interface Spawner {
  /** Starts a program with these variables beside the environment that there is. */
  start(program: Program, environment: Readonly<Record<string, string>>): Started
  /** Tries an engine out, where Node itself is not there to do it. */
  readonly trial?: Trial
}

/** Lines that TensorFlow prints before its log can be turned down; they say nothing to a person. */
const noise = [/^WARNING: All log messages before absl::InitializeLog/, /oneDNN custom operations are on/, /^[IW]0000 /, /failed call to cuInit/]

/** What a process prints as errors, without the noise: all lines, once it has closed that. */
export async function errorsOf(stream: Readable): Promise<readonly string[]> {
  const printed: string[] = []
  await once(createInterface({ input: stream }).on('line', (line) => {
    if (!noise.some((pattern) => pattern.test(line))) printed.push(line)
  }), 'close')
  return printed
}

/** Puts what a program that has ended printed as errors into the log, and gives its last line. */
export async function lastWords(program: Program, printed: Promise<readonly string[]>): Promise<string | undefined> {
  const lines = await printed
  if (lines.length) await writeLog(`${program} said`, lines.join('\n'))
  return lines.at(-1)
}

/** Starts programs as child processes of Node, from the folder that their bundles lie in. What they print as errors goes to the log. */
export function forkSpawner(bundles: string): Spawner {
  return {
    start(program, environment) {
      const child = fork(join(bundles, `${program}.cjs`), { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' })
      const printed = errorsOf(child.stderr!)
      // Not the child's own `close`: it does not come when it was this side that let go of the channel.
      const over = once(child, 'exit') as Promise<[number | null, string | null]>
      return {
        port: childPort(child),
        pid: child.pid,
        onExit(listener) {
          void over.then(async ([code, signal]) => listener({ code, signal, lastWords: await lastWords(program, printed) }))
        },
        kill: () => child.kill('SIGKILL'),
      }
    },
  }
}

/** How a process ended, for the sentence about it. */
export function endInWords({ code, signal, lastWords }: Exit): Phrase {
  const how = signal === null ? phrase('exitCode', { code: code ?? 0 }) : phrase('endedBySignal', { signal })
  return lastWords ? phrase('lastWords', { how, text: lastWords }) : how
}

/** The problem of a trainer that ended by itself. */
export function trainerDied(exit: Exit): StudioProblem {
  return problem('trainerDied', { how: exit.signal === 'SIGKILL' ? phrase('killedForMemory') : endInWords(exit) })
}
