import { fileProblem } from '#electron/files/fileProblem'
import { problem } from '#shared/base/problem'
import { stat } from 'node:fs/promises'

/** Whether there is a folder or a file at this path. Throws dataMissing when there is neither, dataFileEmpty when the file has no bytes. */
export async function kindOfPath(path: string): Promise<'folder' | 'file'> {
  const found = await stat(path).catch((thrown: unknown) => {
    throw isMissing(thrown) ? problem('dataMissing', { path }) : fileProblem(thrown, path)
  })
  if (found.isDirectory()) return 'folder'
  if (!found.isFile()) throw problem('wrongKindOfFile', { path })
  if (found.size === 0) throw problem('dataFileEmpty', { file: path })
  return 'file'
}

/** Whether the system says that there is nothing at a path. */
export function isMissing(thrown: unknown): boolean {
  return thrown instanceof Error && 'code' in thrown && (thrown.code === 'ENOENT' || thrown.code === 'ENOTDIR')
}
