import { writeFolder } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import { problem } from '#shared/base/problem'
import { createHash } from 'node:crypto'
import { readdir, readFile, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import type { DataSet, Pictures } from './pictures'
import { statisticsOf } from './statistics'

const count = v.pipe(v.number(), v.integer(), v.minValue(0))
const note = v.object({ file: v.string(), sentence: v.string(), skipped: v.boolean() })
/** A file that was left out of a data set, or that is in it and unusual, and why. */
export type FileNote = v.InferOutput<typeof note>

const splitEntry = v.object({ count, balance: v.array(count), hash: v.string() })
const indexSchema = v.object({
  format: v.literal('vgg-studio-data'),
  version: v.literal(1),
  name: v.string(),
  about: v.string(),
  /** Where it came from: a path, or the id of a source. */
  origin: v.string(),
  classes: v.array(v.string()),
  size: v.object({ height: count, width: count, channels: count }),
  /** Of each channel of the training pictures, on the scale 0 to 1. */
  mean: v.array(v.number()),
  deviation: v.array(v.number()),
  training: splitEntry,
  test: v.optional(splitEntry),
  warnings: v.array(v.string()),
  notes: v.array(note),
  created: v.string(),
})
/** What is known of a kept data set without reading its pictures. */
export type DataIndex = v.InferOutput<typeof indexSchema>

const splits = ['training', 'test'] as const
type Split = (typeof splits)[number]

/** What is kept with the pictures. */
export interface Keeping {
  readonly about: string
  readonly origin: string
  readonly notes: readonly FileNote[]
  /** The file of each picture, in order, where pictures came from files. */
  readonly names?: Partial<Record<Split, readonly string[]>>
}

/** The folder of a data set in the library. */
export function dataSetFolder(library: string, id: string): string {
  return join(library, 'datasets', id)
}

/** Keeps a data set in the library: its folder is either whole or absent. An older one of this id is replaced. */
export async function keepDataSet(library: string, id: string, set: DataSet, { about, origin, notes, names = {} }: Keeping): Promise<DataIndex> {
  const { height, width, channels } = set.training
  const all = Uint32Array.from({ length: set.training.count }, (_, number) => number)
  const entry = (pictures: Pictures) => ({ count: pictures.count, balance: balanceOf(pictures.labels, set.classes.length), hash: contentHash(pictures) })
  const index: DataIndex = {
    format: 'vgg-studio-data', version: 1, name: set.name, about, origin, classes: [...set.classes], size: { height, width, channels }, ...mutable(statisticsOf(set.training, all)),
    training: entry(set.training), ...(set.test && { test: entry(set.test) }), warnings: [...set.warnings], notes: [...notes], created: new Date().toISOString(),
  }
  const files: Record<string, readonly (Uint8Array | string)[]> = {}
  for (const split of splits) {
    const pictures = set[split]
    if (!pictures) continue
    files[`${split}.bin`] = [pictures.bytes]
    files[`${split}.labels`] = [new Uint8Array(Uint16Array.from(pictures.labels).buffer)]
    if (names[split]) files[`${split}.names.json`] = [JSON.stringify(names[split])]
  }
  await writeFolder(dataSetFolder(library, id), { ...files, 'index.json': [`${JSON.stringify(index, null, 2)}\n`] })
  return index
}

/** Reads what is known of a kept data set; throws noDataSet, or dataSetDamaged when its files are not as long as they must be. */
export async function readIndex(library: string, id: string): Promise<DataIndex> {
  const folder = dataSetFolder(library, id)
  const file = join(folder, 'index.json')
  const text = await readFile(file, 'utf8').catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') throw problem('noDataSet', { id })
    throw fileProblem(thrown, file)
  })
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), indexSchema), text)
  if (!parsed.success) throw problem('dataSetDamaged', { id, reason: 'index.json is not one' })
  const index = parsed.output
  const pictureBytes = index.size.height * index.size.width * index.size.channels
  for (const split of splits) {
    const entry = index[split]
    if (!entry) continue
    for (const [name, length] of [[`${split}.bin`, entry.count * pictureBytes], [`${split}.labels`, entry.count * 2]] as const) {
      const found = await stat(join(folder, name)).then(({ size }) => size, () => -1)
      if (found !== length) throw problem('dataSetDamaged', { id, reason: `${name} has ${found < 0 ? 'no' : found} bytes instead of ${length}` })
    }
  }
  return index
}

/** A kept data set, in memory. */
export async function readDataSet(library: string, id: string): Promise<DataSet> {
  const index = await readIndex(library, id)
  const read = async (split: Split): Promise<Pictures> => {
    const [bytes, labels] = await Promise.all([`${split}.bin`, `${split}.labels`].map((name) => readFile(join(dataSetFolder(library, id), name))))
    return { count: index[split]!.count, ...index.size, bytes: bytes!, labels: new Uint16Array(Uint8Array.from(labels!).buffer) }
  }
  return { name: index.name, classes: index.classes, warnings: index.warnings, training: await read('training'), ...(index.test && { test: await read('test') }) }
}

/** The file that each picture of a split came from; nothing where they came from none. */
export async function readNames(library: string, id: string, split: Split): Promise<readonly string[] | undefined> {
  const text = await readFile(join(dataSetFolder(library, id), `${split}.names.json`), 'utf8').catch(() => undefined)
  return text === undefined ? undefined : (JSON.parse(text) as string[])
}

/** The ids of all data sets in the library, in order. */
export async function listDataSets(library: string): Promise<string[]> {
  const entries = await readdir(join(library, 'datasets'), { withFileTypes: true }).catch(() => [])
  return entries.filter((entry) => entry.isDirectory() && !entry.name.startsWith('.')).map(({ name }) => name).sort()
}

/** Takes a data set away; from the first moment on it does not count as one any more. */
export async function removeDataSet(library: string, id: string): Promise<void> {
  const folder = dataSetFolder(library, id)
  const aside = join(library, 'datasets', `.${id}.${process.pid}.removed`)
  try {
    await rename(folder, aside)
    await rm(aside, { recursive: true, force: true })
  } catch (thrown) {
    throw fileProblem(thrown, folder)
  }
}

/** Reads all of it again: the split whose content is not what it was, if one is. */
export async function verifyDataSet(library: string, id: string): Promise<Split | undefined> {
  const index = await readIndex(library, id)
  const set = await readDataSet(library, id)
  return splits.find((split) => set[split] && contentHash(set[split]) !== index[split]!.hash)
}

/** Bytes on the disk. */
export async function diskBytes(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => [])
  const sizes = await Promise.all(names.map((name) => stat(join(folder, name)).then(({ size }) => size, () => 0)))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** SHA-256 of pictures and labels; a label counts as two bytes, whatever it is kept in. */
export function contentHash({ bytes, labels }: Pictures): string {
  return createHash('sha256').update(bytes).update(Uint16Array.from(labels)).digest('hex')
}

/** Pictures of each class. */
export function balanceOf(labels: ArrayLike<number>, classes: number): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (let number = 0; number < labels.length; number++) counts[labels[number]!]!++
  return counts
}

function mutable({ mean, deviation }: ReturnType<typeof statisticsOf>): { mean: number[]; deviation: number[] } {
  return { mean: [...mean], deviation: [...deviation] }
}
