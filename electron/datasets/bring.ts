import type { Fit } from '#electron/images/cover'
import type { DataSet } from '#electron/images/pictures'
import { keepDataSet, type DataIndex, type Keeping } from '#electron/images/store'
import { readdir } from 'node:fs/promises'
import { basename } from 'node:path'
import { readCifar10 } from './cifar10'
import { listArchive, listCsv, listFolder, type Listed } from './own/listing'
import { readOwn } from './own/read'
import { kindOfPath } from './path'

export interface BringWish {
  readonly library: string
  readonly id: string
  readonly path: string
  readonly name: string
  readonly size?: { readonly height: number; readonly width: number } | undefined
  readonly fit?: Fit | undefined
  readonly signal: AbortSignal
  /** Pictures read so far. */
  readonly progress: (done: number, of: number) => void
}

/** Brings pictures into the library: CIFAR-10's folder or archive, or a person's own, as a folder, an archive of one, or a CSV file of paths and labels. */
export async function bring(wish: BringWish): Promise<DataIndex> {
  const { library, id, path, name } = wish
  const [set, keeping] = await read(wish)
  wish.signal.throwIfAborted()
  return await keepDataSet(library, id, { ...set, name: name || set.name }, { origin: path, ...keeping })
}

async function read(wish: BringWish): Promise<[DataSet, Omit<Keeping, 'origin'>]> {
  const { path, signal } = wish
  const kind = await kindOfPath(path)
  if (kind === 'folder' ? await holdsCifar10(path) : /\.tar\.gz$|\.tgz$/i.test(path)) return [await readCifar10(path), { about: 'Photographs of ten kinds of things, 32 × 32', notes: [] }]
  const listed: Listed[] = kind === 'folder' ? await listFolder(path) : /\.csv$|\.tsv$/i.test(path) ? await listCsv(path) : await listArchive(path, signal)
  const { set, notes, names } = await readOwn(listed, wish)
  return [set, { about: `Your pictures from ${basename(path)}`, notes, names }]
}

async function holdsCifar10(folder: string): Promise<boolean> {
  const names = await readdir(folder, { recursive: false })
  return names.some((name) => /^data_batch_\d\.bin$/.test(name) || name === 'cifar-10-batches-bin')
}
