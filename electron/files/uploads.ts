import { randomBytes } from 'node:crypto'
import { rename, rm } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { fileProblem } from './fileProblem'
import { partialBeside, partialOf } from './partial'

/** Where in the library the files lie that browsers hand over, each in a folder of its own so that it keeps its name. */
export function uploadsFolder(library: string): string {
  return join(library, 'uploads')
}

/** A folder for a file that is coming or is used only once; it need not be there. It bears this process's number, by which it is swept when the process is gone. */
export function passingFolder(library: string): string {
  return partialBeside(uploadsFolder(library), randomBytes(8).toString('hex'))
}

/** A file that was handed over to be used once. */
export interface Passing {
  readonly path: string
  /** Removes it; to be called when it has been used, however that went. */
  remove(): Promise<void>
}

/** Takes a file that lies in a passing folder into one of this process, so that it goes when this process does; undefined for any other path. */
export async function takePassing(library: string, path: string): Promise<Passing | undefined> {
  const folder = dirname(path)
  if (dirname(folder) !== uploadsFolder(library) || !partialOf(basename(folder))) return undefined
  const own = passingFolder(library)
  await rename(folder, own).catch((thrown: unknown) => { throw fileProblem(thrown, path) })
  return { path: join(own, basename(path)), remove: () => rm(own, { recursive: true, force: true }) }
}
