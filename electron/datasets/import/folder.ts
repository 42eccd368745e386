import { fileProblem } from '#electron/files/fileProblem'
import type { FileNote } from '#electron/images/store/writer'
import { phrase } from '#shared/base/phrase'
import { readdir, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeftBehind, type SourceFile } from './source'

/** All files in a folder and the folders in it. A link to a file counts as the file; one to a folder is not followed, so that no circle is. */
export async function filesIn(folder: string, signal?: AbortSignal): Promise<{ files: SourceFile[]; notes: FileNote[] }> {
  const files: SourceFile[] = []
  const notes: FileNote[] = []
  const walk = async (path: string, prefix: string): Promise<void> => {
    signal?.throwIfAborted()
    const entries = await readdir(path, { withFileTypes: true }).catch((thrown: unknown) => { throw fileProblem(thrown, path) })
    for (const entry of entries) {
      const name = prefix + entry.name
      const inside = join(path, entry.name)
      if (isLeftBehind(entry.name)) continue
      if (entry.isDirectory()) await walk(inside, `${name}/`)
      else if (entry.isFile() || (entry.isSymbolicLink() && (await isFile(inside)))) files.push({ name, path: inside })
      else notes.push({ file: name, said: phrase('noFileOrLink'), skipped: true })
    }
  }
  await walk(folder, '')
  return { files, notes }
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then((found) => found.isFile(), () => false)
}
