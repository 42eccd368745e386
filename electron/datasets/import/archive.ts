import { readArchive } from '#electron/files/archive'
import { fileProblem } from '#electron/files/fileProblem'
import { mkdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { isLeftBehind, type SourceFile } from './source'

const limits = { entries: 2_000_000, bytes: 64e9 }

/**
 * Unpacks an archive into a folder, which is made anew. Files lie there under numbers, so that no name in an archive means anything to this
 * system: not one that it forbids, nor two that differ in capitals alone. Throws as readArchive does.
 */
export async function unpack(path: string, folder: string, signal?: AbortSignal): Promise<SourceFile[]> {
  const files: SourceFile[] = []
  await guarded(folder, async () => {
    await rm(folder, { recursive: true, force: true })
    await mkdir(folder, { recursive: true })
  })
  for await (const entry of readArchive(path, { limits, signal })) {
    if (isLeftBehind(entry.name)) continue
    // Folders of a thousand, which every file system likes.
    const within = join(folder, String(Math.floor(files.length / 1000)))
    const file = join(within, String(files.length))
    await guarded(file, async () => {
      if (files.length % 1000 === 0) await mkdir(within)
      await writeFile(file, entry.content)
    })
    files.push({ name: entry.name, path: file })
  }
  return files
}

async function guarded(path: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (thrown) {
    throw fileProblem(thrown, path)
  }
}
