import { fileProblem } from '#electron/files/fileProblem'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { open, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesOfOne, inMemory, labelsFor, type DataSet, type Labels, type Pictures } from '../pictures'
import { PicturesOnDisk } from './onDisk'
import { dataSetFolder, fileOf, type StoredSplit } from './places'
import { readStored, splitsOf, type Stored } from './record'

/** A data set of the library, opened. */
export interface OpenSet extends DataSet {
  readonly stored: Stored
  /** Lets go of its files; its pictures are not to be asked for any more. */
  close(): void
}

/**
 * A split of up to so many bytes is read into memory when it trains: all of CIFAR or MNIST at its own size (154 MB at most), which saves
 * reading 128 pictures for every step, and is little beside what training takes. What is larger stays on disk.
 */
const mostInMemory = 256e6

/** Opens a data set of the library. Throws as readStored does, and dataSetDamaged when a label has no class. */
export async function openStored(library: string, id: string, most = mostInMemory): Promise<OpenSet> {
  const stored = await readStored(library, id)
  const opened: Partial<Record<StoredSplit, Pictures>> = {}
  const close = () => { for (const pictures of Object.values(opened)) if (pictures instanceof PicturesOnDisk) pictures.close() }
  try {
    for (const split of splitsOf(stored)) opened[split] = await openSplit(library, id, stored, split, most)
  } catch (thrown) {
    close()
    throw thrown
  }
  return { name: stored.name, classes: stored.classes, training: opened.training!, ...(opened.test && { test: opened.test }), warnings: stored.warnings, stored, close }
}

/** The labels of a split. */
export async function readLabels(library: string, id: string, { classes, splits }: Stored, split: StoredSplit): Promise<Labels> {
  const raw = await readAll(library, id, fileOf[split].labels)
  const { count } = splits[split]!
  const labels = labelsFor(count, classes.length)
  if (raw.length !== labels.byteLength) throw problem('dataSetDamaged', { id, file: fileOf[split].labels, how: phrase('hasAnotherLength') })
  new Uint8Array(labels.buffer).set(raw)
  if (labels.some((label) => label >= classes.length)) throw problem('dataSetDamaged', { id, file: fileOf[split].labels, how: phrase('namesNoClass') })
  return labels
}

async function openSplit(library: string, id: string, stored: Stored, split: StoredSplit, most: number): Promise<Pictures> {
  const labels = await readLabels(library, id, stored, split)
  const { size } = stored
  const { count } = stored.splits[split]!
  const file = fileOf[split].pictures
  if (count * bytesOfOne(size) > most) return new PicturesOnDisk(id, join(dataSetFolder(library, id), file), count, size, labels)
  return inMemory({ count, ...size, bytes: await readShared(join(dataSetFolder(library, id), file), count * bytesOfOne(size)), labels })
}

/** So many bytes of a file, in memory that threads can share. */
async function readShared(path: string, length: number): Promise<Uint8Array> {
  const bytes = new Uint8Array(new SharedArrayBuffer(length))
  try {
    const file = await open(path)
    try {
      for (let filled = 0; filled < length; ) {
        const { bytesRead } = await file.read(bytes, filled, length - filled, filled)
        if (bytesRead === 0) throw problem('fileFailed', { path, reason: phrase('endsTooEarly') })
        filled += bytesRead
      }
    } finally {
      await file.close()
    }
  } catch (thrown) {
    throw fileProblem(thrown, path)
  }
  return bytes
}

async function readAll(library: string, id: string, file: string): Promise<Uint8Array> {
  const path = join(dataSetFolder(library, id), file)
  const { buffer, byteOffset, length } = await readFile(path).catch((thrown: unknown) => { throw fileProblem(thrown, path) })
  return new Uint8Array(buffer, byteOffset, length)
}
