import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join, basename } from 'node:path'
import { fileProblem } from './fileProblem'

/** Writes a file so that at any moment there is either the old one or the new one whole: beside it, flushed, then renamed. */
export async function writeAtomic(path: string, ...parts: readonly (Uint8Array | string)[]): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.partial`)
  try {
    await mkdir(dirname(path), { recursive: true })
    await writeFlushed(beside, parts)
    await rename(beside, path)
  } catch (thrown) {
    await discard(beside)
    throw fileProblem(thrown, path)
  }
}

/** Writes a folder of files so that it is either absent or whole: beside it, flushed, then renamed. An older one is replaced. */
export async function writeFolder(path: string, files: Readonly<Record<string, readonly (Uint8Array | string)[]>>): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.${process.pid}.partial`)
  try {
    await rm(beside, { recursive: true, force: true })
    await mkdir(beside, { recursive: true })
    for (const [name, parts] of Object.entries(files)) await writeFlushed(join(beside, name), parts)
    await rm(path, { recursive: true, force: true })
    await rename(beside, path)
  } catch (thrown) {
    await discard(beside)
    throw fileProblem(thrown, path)
  }
}

/** Removes what was half-written; when even that fails, what failed first is what counts. */
async function discard(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true }).catch(() => undefined)
}

/** Writes a file and waits until it is on the disk; it may be half-written when that fails. */
export async function writeFlushed(path: string, parts: readonly (Uint8Array | string)[]): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (const part of parts) await file.writeFile(part)
    await file.sync()
  } finally {
    await file.close()
  }
}

/** Waits until the names in a folder are on the disk. Where the system knows no such thing for folders (Windows), it sees to that itself. */
export async function flushFolder(path: string): Promise<void> {
  const folder = await open(path).catch(() => undefined)
  await folder?.sync().catch(() => undefined)
  await folder?.close()
}
