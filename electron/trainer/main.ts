import { writeLog } from '#electron/files/log'
import { libraryFolder, thisPerson } from '#electron/files/places'
import { parentPort } from '#electron/transport/childPort'
import { askArea } from '#shared/contract/ask'
import { exportArea } from '#shared/contract/export'
import { serve } from '#shared/contract/server'
import { trainerContract } from '#shared/contract/trainer'
import { join } from 'node:path'
import { askHandlers } from './ask/handlers'
import { exportHandlers } from './export/handlers'
import { trainerService } from './service'
import { startOf } from './start'

/** The process that computes: answers whoever started it over the port to them, and ends with them. */
function main(): void {
  // A terminal sends its Ctrl-C to every process of its group; only the one who asked decides what it means.
  process.on('SIGINT', () => undefined)
  const port = parentPort()
  const { handlers, engine, close } = trainerService(startOf(process.env), join(__dirname, 'batches.cjs'))
  const subject = { engine, library: libraryFolder(thisPerson()) }
  serve({ ...trainerContract, ask: askArea, export: exportArea }, port, { ...handlers, ask: askHandlers(subject), export: exportHandlers(subject) }, { log: (where, fault) => void writeLog(`trainer, ${where}`, fault) })
  // Nobody is there any more to take the result: what was done is saved, as on a stop.
  port.onClose(() => void close().then(() => process.exit(0)))
}

main()
