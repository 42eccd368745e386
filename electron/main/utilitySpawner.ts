import { errorsOf, lastWords, type Exit, type Program, type Spawner } from '#electron/studio/spawner'
import type { Trial } from '#electron/engine/setup/outside'
import { messagePort } from '#electron/transport/messagePort'
import { app, MessageChannelMain, utilityProcess, type UtilityProcess } from 'electron'
import { constants } from 'node:os'
import { join } from 'node:path'
import { PassThrough } from 'node:stream'
import { text } from 'node:stream/consumers'
import { setTimeout as wait } from 'node:timers/promises'

/** What the system's list of processes calls them; a number that only one has is added. */
const serviceNames: Readonly<Record<Program, string>> = { trainer: 'VGG Studio training', datasets: 'VGG Studio pictures', installer: 'VGG Studio set-up' }
let started = 0

/** Milliseconds after the end of a process in which Electron tells that a signal ended it. */
const TOLD_WITHIN = 200

/** Starts programs as utility processes of Electron, from the folder that their bundles lie in. What they print as errors goes to the log. */
export function utilitySpawner(bundles: string): Spawner {
  return {
    trial: trialBy(bundles),
    start(program, environment) {
      const serviceName = `${serviceNames[program]} ${++started}`
      const child = utilityProcess.fork(join(bundles, `${program}.cjs`), [], { env: { ...process.env, ...environment }, stdio: ['ignore', 'ignore', 'pipe'], serviceName })
      const { port1, port2 } = new MessageChannelMain()
      child.postMessage(null, [port2])
      const port = messagePort(port1)
      let letGo = false

      const printed = errorsOf(wholeStream(child, child.stderr!))
      const code = new Promise<number>((end) => child.once('exit', end))
      const signal = signalOf(child, serviceName)
      // The end is told on another way than the messages are: when the port has closed, its last message has come.
      const over = Promise.all([code, new Promise<void>((end) => port.onClose(end))])
      const exit = over.then(async ([own]): Promise<Exit> => {
        const by = letGo ? undefined : await Promise.race([signal, wait(TOLD_WITHIN)])
        return { ...(by ? { code: null, signal: by } : { code: own, signal: null }), lastWords: await lastWords(program, printed) }
      })
      return {
        port: {
          ...port,
          close() {
            letGo = true
            port.close()
          },
        },
        get pid() {
          return child.pid
        },
        onExit: (listener) => void exit.then(listener),
        kill() {
          if (child.pid !== undefined) process.kill(child.pid, 'SIGKILL')
        },
      }
    },
  }
}

/** Tries an addon out in a utility process: the app itself is closed to plain scripts by a fuse. */
function trialBy(bundles: string): Trial {
  return async (binding, { environment, signal }) => {
    const serviceName = `VGG Studio trial ${++started}`
    const child = utilityProcess.fork(join(bundles, 'trial.cjs'), [binding], { env: { ...process.env, ...environment }, stdio: ['ignore', 'pipe', 'pipe'], serviceName })
    const ended = new Promise<number>((end) => child.once('exit', end))
    const killed = signalOf(child, serviceName)
    const stop = () => void child.kill()
    signal?.addEventListener('abort', stop)
    const [stdout, stderr, code] = await Promise.all([text(wholeStream(child, child.stdout!)), text(wholeStream(child, child.stderr!)), ended])
    signal?.removeEventListener('abort', stop)
    const by = code === 0 ? undefined : await Promise.race([killed, wait(TOLD_WITHIN)])
    return by ? { code: null, stdout, stderr, signal: by } : { code, stdout, stderr }
  }
}

/** What the process prints, to its end: Electron takes every listener off at the exit, when the last of it may not have been read yet. */
function wholeStream(child: UtilityProcess, source: NodeJS.ReadableStream): PassThrough {
  const own = new PassThrough()
  const listen = () => void source.on('data', (data: Buffer) => own.write(data)).on('end', () => own.end()).on('close', () => own.end())
  listen()
  child.once('exit', () => setImmediate(() => ((source as unknown as { readonly destroyed: boolean }).destroyed ? own.end() : listen())))
  return own
}

/** The signal that ends the process of this name, such as SIGKILL; for one that ends otherwise it is never told. The code of its exit does not say. */
function signalOf(child: UtilityProcess, name: string): Promise<string> {
  return new Promise((tell) => {
    const listen = (_event: unknown, gone: { readonly name?: string; readonly exitCode: number }) => {
      if (gone.name !== name) return
      // Where there are signals, the number is the system's own for how a process ended, and its low bits are the signal.
      const signal = process.platform === 'win32' ? undefined : Object.entries(constants.signals).find(([, number]) => number === (gone.exitCode & 0x7f))?.[0]
      if (signal) tell(signal)
    }
    app.on('child-process-gone', listen)
    child.once('exit', () => setTimeout(() => app.off('child-process-gone', listen), TOLD_WITHIN))
  })
}
