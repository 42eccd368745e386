import { fileProblem } from '#electron/files/fileProblem'
import { bytesOfOne, copiesOf, type Pictures } from '#electron/images/pictures'
import { ChannelSums } from '#electron/images/statistics'
import { openStored } from '#electron/images/store/open'
import { dataSetFolder, fileOf, filesFile, type StoredSplit } from '#electron/images/store/places'
import type { FileNote } from '#electron/images/store/writer'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { said, type pictureSheet } from '#shared/contract/schemas'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import * as v from 'valibot'

type PictureSheet = v.InferOutput<typeof pictureSheet>

/** Which pictures of a data set of the library are looked at. */
export interface Where {
  readonly library: string
  readonly id: string
  readonly split: StoredSplit
}

/** So many pictures are gone through between looks at what else there is to do. */
const atOnce = 1000

/** A page of the pictures of a split or of one class of it, in their order; `total` is how many there are. Reads only those of the page. */
export async function lookAt(where: Where, wish: { readonly class?: number | undefined; readonly offset: number; readonly count: number }): Promise<{ total: number; numbers: number[]; labels: number[]; sheet: PictureSheet }> {
  return withPictures(where, (pictures) => {
    const members = membersOf(pictures, wish.class)
    const numbers = [...members.subarray(wish.offset, wish.offset + wish.count)]
    return { total: members.length, numbers, labels: numbers.map((number) => pictures.labels[number]!), sheet: sheetOf(pictures, numbers) }
  })
}

/** These pictures of a split, in this order. Throws pictureNumber for one that there is not. */
export async function picturesOf(where: Where, numbers: readonly number[]): Promise<PictureSheet> {
  return withPictures(where, (pictures) => {
    const beyond = numbers.find((number) => number >= pictures.count)
    if (beyond !== undefined) throw problem('pictureNumber', { id: where.id, split: phrase(where.split), number: beyond, count: pictures.count })
    return sheetOf(pictures, numbers)
  })
}

/** What is known of one picture: its class, the file that it came from if it was one, and mean and deviation of its channels, 0 to 1. */
export async function detailsOf(where: Where, number: number): Promise<{ label: number; file?: string; mean: number[]; deviation: number[]; sheet: PictureSheet }> {
  return withPictures(where, async (pictures) => {
    if (number >= pictures.count) throw problem('pictureNumber', { id: where.id, split: phrase(where.split), number, count: pictures.count })
    const sums = new ChannelSums(pictures)
    sums.add(pictures.room, pictures.find(number))
    const { mean, deviation } = sums.statistics()
    const file = (await namesOf(where))?.[number]
    // What never changes has the deviation 1 there, to be divided by; nothing else has.
    const shown = deviation.map((each) => (each === 1 ? 0 : each))
    return { label: pictures.labels[number]!, ...(file && { file }), mean: [...mean], deviation: shown, sheet: sheetOf(pictures, [number]) }
  })
}

/** The mean of all pictures of a split or of one class of it, as one picture; black where there is none. */
export async function meanImage(where: Where, wish: { readonly class?: number | undefined; readonly signal?: AbortSignal | undefined }): Promise<PictureSheet> {
  return withPictures(where, async (pictures) => {
    const { height, width, channels } = pictures
    const length = bytesOfOne(pictures)
    const sums = new Float64Array(length)
    const members = membersOf(pictures, wish.class)
    for (const [i, number] of members.entries()) {
      if (i % atOnce === 0) await pause(wish.signal)
      const from = pictures.find(number)
      for (let at = 0; at < length; at++) sums[at]! += pictures.room[from + at]!
    }
    return { count: 1, height, width, channels, bytes: Uint8Array.from(sums, (sum) => Math.round(sum / Math.max(members.length, 1))) }
  })
}

/** Files that were left out of an import or are unusual, a page of them. */
export async function filesNoted({ library, id }: Omit<Where, 'split'>, offset: number, count: number): Promise<{ total: number; files: FileNote[] }> {
  const files = await readJson(library, id, filesFile, notesSchema)
  return { total: files?.length ?? 0, files: files?.slice(offset, offset + count) ?? [] }
}

/** Lets other work go on, and gives up when nobody waits any more. */
export async function pause(signal: AbortSignal | undefined): Promise<void> {
  await setImmediate()
  signal?.throwIfAborted()
}

/** Opens a split on disk, however small it is, for as long as it is used. Throws noTestPictures when the data set has no such split. */
async function withPictures<T>({ library, id, split }: Where, use: (pictures: Pictures) => T | Promise<T>): Promise<T> {
  const set = await openStored(library, id, 0)
  try {
    const pictures = set[split]
    if (!pictures) throw problem('noTestPictures', { name: set.name })
    return await use(pictures)
  } finally {
    set.close()
  }
}

function membersOf({ labels, count }: Pictures, wanted: number | undefined): Uint32Array {
  const members = new Uint32Array(count)
  let found = 0
  for (let number = 0; number < count; number++) if (wanted === undefined || labels[number] === wanted) members[found++] = number
  return members.subarray(0, found)
}

function sheetOf(pictures: Pictures, numbers: readonly number[]): PictureSheet {
  const { height, width, channels } = pictures
  return { count: numbers.length, height, width, channels, bytes: copiesOf(pictures, numbers) }
}

const notesSchema = v.array(v.object({ file: v.string(), said, skipped: v.boolean() }))
const namesSchema = v.array(v.string())

function namesOf({ library, id, split }: Where): Promise<string[] | undefined> {
  return readJson(library, id, fileOf[split].names, namesSchema)
}

/** A file of a data set that it may be without. */
async function readJson<T>(library: string, id: string, file: string, schema: v.GenericSchema<unknown, T>): Promise<T | undefined> {
  const path = join(dataSetFolder(library, id), file)
  const text = await readFile(path, 'utf8').catch((thrown: unknown) => {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined
    throw fileProblem(thrown, path)
  })
  if (text === undefined) return undefined
  const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), schema), text)
  if (!parsed.success) throw problem('dataSetDamaged', { id, file, how: phrase('cannotBeUnderstood') })
  return parsed.output
}
