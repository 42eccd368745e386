import { appendFile, mkdir, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { dataFolder, thisPerson } from './places'

/** A log of this size is put aside, and the one before it forgotten. */
const MOST_BYTES = 1_000_000

export function logFile(): string {
  return join(dataFolder(thisPerson()), 'log.txt')
}

/** Notes a fault with all that is known of it, stack trace included. People see one sentence; this is for who mends it. Never throws. */
export async function writeLog(where: string, fault: unknown): Promise<void> {
  const text = fault instanceof Error ? fault.stack ?? fault.message : String(fault)
  const file = logFile()
  try {
    await mkdir(dataFolder(thisPerson()), { recursive: true })
    const size = await stat(file).then((found) => found.size, () => 0)
    if (size > MOST_BYTES) await rename(file, `${file}.old`)
    await appendFile(file, `${new Date().toISOString()} ${where}: ${text}\n`)
  } catch {
    // Where not even a log can be written there is nothing more to do.
  }
}
