import { fileProblem } from '#electron/files/fileProblem'
import { partialBeside, partialOf, sweepPartials } from '#electron/files/partial'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The two parts of a data set on disk; what validates is held out of the training pictures by the plan. */
export type StoredSplit = 'training' | 'test'

export const indexFile = 'index.json'
/** What was left out or is unusual: a list of files and sentences. */
export const filesFile = 'files.json'
/** The files of each split: pictures [count, height, width, channels], labels of 8 or 16 bits, and where each came from. */
export const fileOf: Readonly<Record<StoredSplit, { readonly pictures: string; readonly labels: string; readonly names: string }>> = {
  training: { pictures: 'training.bin', labels: 'training.labels', names: 'training.names.json' },
  test: { pictures: 'test.bin', labels: 'test.labels', names: 'test.names.json' },
}

/** The folder in which data sets lie. */
export function dataSetsFolder(library: string): string {
  return join(library, 'datasets')
}

/** The folder of a data set; it need not be there. */
export function dataSetFolder(library: string, id: string): string {
  return join(dataSetsFolder(library), id)
}

/** Whether a text may be the id of a data set: a plain name of a folder, never a path. */
export function isDataSetId(text: string): boolean {
  return /^[a-z0-9][a-z0-9._-]{0,99}$/.test(text) && !text.endsWith('.')
}

/** Where a data set is written until it is whole; the number of the process tells whether anybody still writes. */
export function partialFolder(library: string, id: string): string {
  return partialBeside(dataSetsFolder(library), id)
}

/** An id after this name that no data set has, and none that is being written. */
export async function freeId(library: string, name: string): Promise<string> {
  const letters = name.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '')
  const wish = letters.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'pictures'
  const taken = new Set((await namesIn(library)).map((each) => partialOf(each)?.name ?? each))
  // A word of its own: shapes are always drawn.
  taken.add('shapes')
  let id = wish
  for (let i = 2; taken.has(id); i++) id = `${wish}-${i}`
  return id
}

/** Removes what processes left half-written that are no more. */
export async function sweep(library: string): Promise<void> {
  await sweepPartials(dataSetsFolder(library))
}

/** The names in the folder of data sets, in order; none while there is no such folder. */
export async function namesIn(library: string): Promise<string[]> {
  const folder = dataSetsFolder(library)
  try {
    return (await readdir(folder)).sort()
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return []
    throw fileProblem(thrown, folder)
  }
}
