import { writeLog } from '#electron/files/log'
import { childPort } from '#electron/transport/childPort'
import { problem } from '#shared/base/problem'
import type { StudioProblem } from '#shared/base/problem'
import type { Port } from '#shared/contract/port'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { join } from 'node:path'

/** The programs that the studio starts, by the name of their bundles. */
export type Program = 'trainer' | 'datasets'

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
}

/** Lines that TensorFlow prints before its log can be turned down; they say nothing to a person. */
const noise = [/^WARNING: All log messages before absl::InitializeLog/, /oneDNN custom operations are on/, /^[IW]0000 /, /failed call to cuInit/]

/** Starts programs as child processes of Node, from the folder that their bundles lie in. What they print as errors goes to the log. */
export function forkSpawner(bundles: string): Spawner {
  return {
    start(program, environment) {
      const child = fork(join(bundles, `${program}.cjs`), { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe', 'ipc'], serialization: 'advanced' })
      const printed: string[] = []
      const lines = createInterface({ input: child.stderr! }).on('line', (line) => {
        if (!noise.some((pattern) => pattern.test(line))) printed.push(line)
      })
      // Not the child's own `close`: it does not come when it was this side that let go of the channel.
      const over = Promise.all([once(child, 'exit') as Promise<[number | null, string | null]>, once(lines, 'close')])
      return {
        port: childPort(child),
        pid: child.pid,
        onExit(listener) {
          void over.then(async ([[code, signal]]) => {
            if (printed.length) await writeLog(`${program} said`, printed.join('\n'))
            listener({ code, signal, lastWords: printed.at(-1) })
          })
        },
        kill: () => child.kill('SIGKILL'),
      }
    },
  }
}

/** The problem of a trainer that ended by itself. */
export function trainerDied({ code, signal, lastWords }: Exit): StudioProblem {
  if (signal === 'SIGKILL') return problem('trainerDied', { how: 'SIGKILL: the system ends a process like this when memory runs out' })
  const how = signal ?? `exit code ${code}`
  return problem('trainerDied', { how: lastWords ? `${how}; its last words: ${lastWords}` : how })
}
