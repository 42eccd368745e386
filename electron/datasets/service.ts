import { batchesOf } from '#electron/images/batches'
import { decodePicture, seenSize } from '#electron/images/decode'
import type { DataSet, Pictures } from '#electron/images/pictures'
import { splitHoldOut } from '#electron/images/split'
import { balanceOf, readIndex, readNames } from '#electron/images/store'
import { problem } from '#shared/base/problem'
import type { Handlers } from '#shared/contract/contract'
import type { dataArea } from '#shared/contract/data'
import { createHash } from 'node:crypto'
import { Shelf } from './shelf'
import { shapesId } from './open'

type DataHandlers = Handlers<{ data: typeof dataArea }>['data']

/** Answers what is asked of data sets, on the library of this folder. */
export function dataHandlers(library: string): DataHandlers {
  const shelf = new Shelf(library)
  const splitOf = async (id: string, split: 'training' | 'test'): Promise<{ set: DataSet; pictures: Pictures | undefined }> => {
    const set = await shelf.open(id)
    return { set, pictures: set[split] }
  }
  const named = async (id: string, split: 'training' | 'test', number: number) => {
    const { set, pictures } = await splitOf(id, split)
    if (!pictures || number >= pictures.count) throw problem('noSuchPicture', { number, count: pictures?.count ?? 0, name: set.name })
    return { set, pictures }
  }
  const duplicates = new Map<string, Promise<{ training: number; test: number }[]>>()

  return {
    async watch(_input, teller, { signal }) {
      signal.addEventListener('abort', shelf.listen((change) => teller.event(change)))
      teller.snapshot(await shelf.list())
    },
    get: ({ id }) => (shelf.get(id), {}),
    cancel: ({ id }) => (shelf.cancel(id), {}),
    import: async (wish) => ({ id: await shelf.import(wish) }),
    verify: ({ id }) => shelf.verify(id),
    remove: async ({ id }) => (await shelf.remove(id), {}),
    async look({ id, split, class: wanted, offset, count }) {
      const { pictures } = await splitOf(id, split)
      if (!pictures) return { total: 0, numbers: [], labels: [], sheet: emptySheet }
      const all = wanted === undefined ? undefined : numbersOf(pictures, wanted)
      const total = all?.length ?? pictures.count
      const numbers = Array.from({ length: Math.max(0, Math.min(count, total - offset)) }, (_, index) => all?.[offset + index] ?? offset + index)
      return { total, numbers, labels: numbers.map((number) => pictures.labels[number]!), sheet: sheetOf(pictures, numbers) }
    },
    async pictures({ id, split, numbers }) {
      for (const number of numbers) await named(id, split, number)
      const { pictures } = await splitOf(id, split)
      return pictures ? sheetOf(pictures, numbers) : emptySheet
    },
    async details({ id, split, number }) {
      const { pictures } = await named(id, split, number)
      const names = id === shapesId ? undefined : await readNames(library, id, split)
      const sheet = sheetOf(pictures, [number])
      const { mean, deviation } = channelsOf(sheet.bytes, pictures.channels)
      return { label: pictures.labels[number]!, ...(names?.[number] !== undefined && { file: names[number] }), mean, deviation, sheet }
    },
    async duplicates({ id }) {
      const found = duplicates.get(id) ?? shelf.open(id).then(equalPictures)
      duplicates.set(id, found)
      found.catch(() => duplicates.delete(id))
      const pairs = await found
      return { total: pairs.length, pairs: pairs.slice(0, 1000) }
    },
    async files({ id, offset, count }) {
      const notes = id === shapesId ? [] : (await readIndex(library, id)).notes
      return { total: notes.length, files: notes.slice(offset, offset + count) }
    },
    async meanImage({ id, split, class: wanted }) {
      const { pictures } = await splitOf(id, split)
      if (!pictures) return emptySheet
      return meanOf(pictures, wanted === undefined ? undefined : numbersOf(pictures, wanted))
    },
    async preview({ id, split, numbers, augmentation, seed, epochs }) {
      const { pictures } = await splitOf(id, split)
      if (!pictures || !numbers.length) return emptySheet
      const bytes = pictures.height * pictures.width * pictures.channels
      const sheet = new Uint8Array(numbers.length * epochs.length * bytes)
      // The very batches of training, one picture each, so that a picture is what its number and epoch make of it.
      epochs.forEach((epoch, row) => numbers.forEach((number, column) => {
        const { images } = batchesOf(pictures, Uint32Array.of(number), { batch: 1, seed, augmentation }).make(epoch, 0)
        sheet.set(images.subarray(0, bytes), (row * numbers.length + column) * bytes)
      }))
      return { count: numbers.length * epochs.length, height: pictures.height, width: pictures.width, channels: pictures.channels, bytes: sheet }
    },
    async splitPreview({ id, holdOut, seed }) {
      const { training, classes } = await shelf.open(id)
      const split = splitHoldOut(training.labels, classes.length, holdOut, seed)
      const count = (numbers: Uint32Array) => balanceOf(Array.from(numbers, (number) => training.labels[number]!), classes.length)
      return { training: count(split.training), validation: count(split.holdOut) }
    },
    async decode({ file, longest }) {
      const bytes = Buffer.from(file)
      const seen = seenSize(bytes)
      if (!seen) throw problem('pictureUnknown', { file: 'The picture' })
      const scale = Math.min(1, longest / Math.max(seen.height, seen.width))
      const size = { height: Math.max(1, Math.round(seen.height * scale)), width: Math.max(1, Math.round(seen.width * scale)), channels: 3 as const }
      return { count: 1, ...size, bytes: await decodePicture(bytes, 'The picture', size) }
    },
  }
}

const emptySheet = { count: 0, height: 0, width: 0, channels: 0, bytes: new Uint8Array() }

function sheetOf({ height, width, channels, bytes }: Pictures, numbers: readonly number[]): typeof emptySheet {
  const each = height * width * channels
  const sheet = new Uint8Array(numbers.length * each)
  numbers.forEach((number, at) => sheet.set(bytes.subarray(number * each, (number + 1) * each), at * each))
  return { count: numbers.length, height, width, channels, bytes: sheet }
}

function numbersOf({ labels, count }: Pictures, wanted: number): number[] {
  const numbers: number[] = []
  for (let number = 0; number < count; number++) if (labels[number] === wanted) numbers.push(number)
  return numbers
}

/** Test pictures that are in training too, by their pixels. */
function equalPictures({ training, test }: DataSet): { training: number; test: number }[] {
  if (!test) return []
  const digests = (pictures: Pictures, each: (digest: string, number: number) => void) => {
    const length = pictures.height * pictures.width * pictures.channels
    for (let number = 0; number < pictures.count; number++) each(createHash('sha1').update(pictures.bytes.subarray(number * length, (number + 1) * length)).digest('base64'), number)
  }
  const known = new Map<string, number>()
  digests(training, (digest, number) => known.has(digest) || known.set(digest, number))
  const pairs: { training: number; test: number }[] = []
  digests(test, (digest, number) => {
    const twin = known.get(digest)
    if (twin !== undefined) pairs.push({ training: twin, test: number })
  })
  return pairs
}

function meanOf(pictures: Pictures, numbers: readonly number[] | undefined): typeof emptySheet {
  const { height, width, channels, bytes, count } = pictures
  const length = height * width * channels
  const sums = new Float64Array(length)
  const total = numbers?.length ?? count
  for (let index = 0; index < total; index++) {
    const from = (numbers?.[index] ?? index) * length
    for (let i = 0; i < length; i++) sums[i]! += bytes[from + i]!
  }
  return { count: 1, height, width, channels, bytes: Uint8Array.from(sums, (sum) => (total ? Math.round(sum / total) : 0)) }
}

function channelsOf(bytes: Uint8Array, channels: number): { mean: number[]; deviation: number[] } {
  const each = Array.from({ length: channels }, (_, channel) => {
    const values = bytes.filter((_value, index) => index % channels === channel)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length / 255
    return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value / 255 - mean) ** 2, 0) / values.length) }
  })
  return { mean: each.map(({ mean }) => mean), deviation: each.map(({ deviation }) => deviation) }
}
