import { fileProblem } from '#electron/files/fileProblem'
import { problem } from '#shared/base/problem'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { isMissing } from '../path'
import { checkLength, knownFiles, officialFolder, type Cifar10Files } from './files'

/** The known files in this folder, or else in the folder of the official name inside it. */
export async function folderFiles(path: string): Promise<Cifar10Files> {
  const direct = await filesIn(path)
  return direct.size > 0 ? direct : filesIn(join(path, officialFolder))
}

async function filesIn(folder: string): Promise<Cifar10Files> {
  const files: Cifar10Files = new Map()
  await Promise.all(knownFiles.map(async (name) => {
    const bytes = await fileOrNothing(join(folder, name), name)
    if (bytes) files.set(name, bytes)
  }))
  return files
}

async function fileOrNothing(path: string, name: string): Promise<Uint8Array | undefined> {
  try {
    const found = await stat(path)
    if (!found.isFile()) throw problem('wrongKindOfFile', { path })
    checkLength(name, found.size)
    return await readFile(path)
  } catch (thrown) {
    if (isMissing(thrown)) return undefined
    throw fileProblem(thrown, path)
  }
}
