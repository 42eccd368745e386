import { writeLog } from '#electron/files/log'
import { thisPerson } from '#electron/files/places'
import { installEngine } from '#electron/engine/setup/install'
import { realOutside, type Ran } from '#electron/engine/setup/outside'
import { pinFor } from '#electron/engine/setup/supported'
import { parentPort } from '#electron/transport/childPort'
import { installerContract, type SetUpStage } from '#shared/contract/engine'
import { serve } from '#shared/contract/server'

/** The process that sets an engine up for whoever started it. It ends with them, when nothing half-made is left. */
function main(): void {
  // A terminal sends its Ctrl-C to every process of its group; only the one who asked decides what it means.
  process.on('SIGINT', () => undefined)
  const port = parentPort()
  const stop = new AbortController()
  let working: Promise<unknown> = Promise.resolve()
  let tried: (ran: Ran) => void = () => undefined
  serve(installerContract, port, {
    installer: {
      async install({ kind, bundled }, teller, { signal }) {
        signal.addEventListener('abort', () => stop.abort())
        teller.snapshot({})
        const outside = realOutside(thisPerson(), (binding) => new Promise<Ran>((resolve) => {
          tried = resolve
          stop.signal.addEventListener('abort', () => resolve({ code: null, stdout: '', stderr: '' }))
          teller.event({ is: 'trial', binding })
        }))
        const tell = { line: () => undefined, progress: (_words: string, stage?: SetUpStage) => stage && teller.event({ is: 'stage', stage }) }
        const work = installEngine({ pin: pinFor(kind, outside), force: false, bundled, outside, tell, signal: stop.signal })
        working = work.catch(() => undefined)
        await work
        teller.end()
      },
      tried({ signal, failure, ...ran }) {
        tried({ ...ran, ...(signal !== undefined && { signal }), ...(failure && { failure }) })
        return {}
      },
    },
  }, { log: (where, fault) => void writeLog(`installer, ${where}`, fault) })
  port.onClose(() => {
    stop.abort()
    void working.then(() => process.exit(0))
  })
}

main()
