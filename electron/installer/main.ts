import { writeLog } from '#electron/files/log'
import { installEngine } from '#electron/engine/setup/install'
import { realOutside } from '#electron/engine/setup/outside'
import { pinFor } from '#electron/engine/setup/supported'
import { parentPort } from '#electron/transport/childPort'
import { installerContract } from '#shared/contract/engine'
import { serve } from '#shared/contract/server'

/** The process that sets an engine up for whoever started it. It ends with them, when nothing half-made is left. */
function main(): void {
  // A terminal sends its Ctrl-C to every process of its group; only the one who asked decides what it means.
  process.on('SIGINT', () => undefined)
  const port = parentPort()
  const stop = new AbortController()
  let working: Promise<unknown> = Promise.resolve()
  serve(installerContract, port, {
    installer: {
      async install({ kind }, teller, { signal }) {
        signal.addEventListener('abort', () => stop.abort())
        teller.snapshot({})
        const outside = realOutside()
        const tell = { line: () => undefined, progress: (_words: string, stage?: Parameters<typeof teller.event>[0]) => stage && teller.event(stage) }
        const work = installEngine({ pin: pinFor(kind, outside), force: false, outside, tell, signal: stop.signal })
        working = work.catch(() => undefined)
        await work
        teller.end()
      },
    },
  }, { log: (where, fault) => void writeLog(`installer, ${where}`, fault) })
  port.onClose(() => {
    stop.abort()
    void working.then(() => process.exit(0))
  })
}

main()
