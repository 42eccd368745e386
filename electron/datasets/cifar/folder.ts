import { fileProblem } from '#electron/files/fileProblem'
import { problem } from '#shared/base/problem'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from '../path'
import { checkLength, filesOf, type CifarFiles, type CifarKind } from './kinds'

/** The known files in this folder, or else in the folder of the official name inside it. */
export async function folderFiles(kind: CifarKind, path: string): Promise<CifarFiles> {
  const direct = await filesIn(kind, path)
  return direct.size > 0 ? direct : filesIn(kind, join(path, kind.folder))
}

async function filesIn(kind: CifarKind, folder: string): Promise<CifarFiles> {
  const files: CifarFiles = new Map()
  await Promise.all(filesOf(kind).map(async (name) => {
    const bytes = await fileOrNothing(kind, join(folder, name), name)
    if (bytes) files.set(name, bytes)
  }))
  return files
}

async function fileOrNothing(kind: CifarKind, path: string, name: string): Promise<Uint8Array | undefined> {
  try {
    const found = await stat(path)
    if (!found.isFile()) throw problem('wrongKindOfFile', { path })
    checkLength(kind, name, found.size)
    return await readFile(path)
  } catch (thrown) {
    if (isMissing(thrown)) return undefined
    throw fileProblem(thrown, path)
  }
}
