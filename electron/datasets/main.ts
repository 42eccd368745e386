import { writeLog } from '#electron/files/log'
import { libraryFolder, thisPerson } from '#electron/files/places'
import { parentPort } from '#electron/transport/childPort'
import { dataArea } from '#shared/contract/data'
import { serve } from '#shared/contract/server'
import { dataHandlers } from './service'

/** The process that brings pictures in: answers whoever started it over the port to them, and ends with them. */
function main(): void {
  // A terminal sends its Ctrl-C to every process of its group; only the one who asked decides what it means.
  process.on('SIGINT', () => undefined)
  const port = parentPort()
  serve({ data: dataArea }, port, { data: dataHandlers(libraryFolder(thisPerson())) }, { log: (where, fault) => void writeLog(`datasets, ${where}`, fault) })
  port.onClose(() => process.exit(0))
}

main()
