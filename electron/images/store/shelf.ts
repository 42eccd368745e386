import { fileProblem } from '#electron/files/fileProblem'
import { counter } from '#electron/files/progress'
import { phrase } from '#shared/base/phrase'
import { asProblem, plain, StudioProblem, type Said } from '#shared/base/problem'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { bytesOfOne } from '../pictures'
import type { Watch } from './keep'
import { dataSetFolder, fileOf, isDataSetId, namesIn, partialFolder, sweep } from './places'
import { readStored, splitsOf, type Stored } from './record'

/** A data set of the library: what it is, or why it cannot be used. */
export type Shelved = { readonly id: string; readonly diskBytes: number } & ({ readonly stored: Stored } | { readonly problem: StudioProblem })

/** All data sets of the library, by id. */
export async function listStored(library: string): Promise<Shelved[]> {
  await sweep(library)
  const found: Shelved[] = []
  for (const id of (await namesIn(library)).filter(isDataSetId)) {
    const diskBytes = await diskUse(library, id)
    found.push(await readStored(library, id).then((stored) => ({ id, diskBytes, stored }), (thrown: unknown) => ({ id, diskBytes, problem: asProblem(thrown) })))
  }
  return found
}

/** The bytes that a data set takes on the disk; 0 when there is none. */
export async function diskUse(library: string, id: string): Promise<number> {
  const folder = dataSetFolder(library, id)
  const files = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(files.map((file) => stat(join(folder, file)).then((found) => found.size, () => 0)))
  return sizes.reduce((sum, each) => sum + each, 0)
}

/** Takes a data set out of the library, if it is there. It is gone at once; that its bytes are given back may take a while longer. */
export async function removeStored(library: string, id: string): Promise<void> {
  const folder = dataSetFolder(library, id)
  const aside = partialFolder(library, `${id}.old`)
  try {
    await rm(aside, { recursive: true, force: true })
    await rename(folder, aside)
    await rm(aside, { recursive: true, force: true })
  } catch (thrown) {
    if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) throw fileProblem(thrown, folder)
  }
}

/** Reads all of a data set again and compares it with its hash; counts bytes. Throws only what keeps it from being read at all. */
export async function verifyStored(library: string, id: string, { signal, progress }: Watch = {}): Promise<{ sound: boolean; said: Said }> {
  let stored: Stored
  try {
    stored = await readStored(library, id)
  } catch (thrown) {
    if (thrown instanceof StudioProblem && thrown.code === 'dataSetDamaged') return { sound: false, said: plain(thrown) }
    throw thrown
  }
  const splits = splitsOf(stored)
  const count = counter(splits.reduce((sum, split) => sum + stored.splits[split]!.count * bytesOfOne(stored.size), 0), progress)
  let done = 0
  for (const split of splits) {
    const hash = createHash('sha256')
    for (const file of [fileOf[split].pictures, fileOf[split].labels]) {
      const path = join(dataSetFolder(library, id), file)
      try {
        for await (const chunk of createReadStream(path, { highWaterMark: 2 ** 20, ...(signal && { signal }) }) as AsyncIterable<Uint8Array>) {
          hash.update(chunk)
          if (file === fileOf[split].pictures) count(done += chunk.length)
        }
      } catch (thrown) {
        throw signal?.aborted ? signal.reason : fileProblem(thrown, path)
      }
    }
    if (hash.digest('hex') !== stored.splits[split]!.hash) return { sound: false, said: phrase('isNotAsStored', { split: phrase(split), name: stored.name }) }
  }
  const pictures = splits.reduce((sum, split) => sum + stored.splits[split]!.count, 0)
  return { sound: true, said: phrase('isAsStored', { pictures, name: stored.name }) }
}
