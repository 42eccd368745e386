import { decodePicture, seenSize } from '#electron/images/decode'
import type { Fit } from '#electron/images/cover'
import type { DataSet, Pictures } from '#electron/images/pictures'
import { balanceOf, type FileNote } from '#electron/images/store'
import { problem, StudioProblem } from '#shared/base/problem'
import { availableParallelism } from 'node:os'
import type { Listed } from './listing'

export interface OwnWish {
  /** What the data set is called. */
  readonly name: string
  /** Where the files are, for what is said of them. */
  readonly path: string
  readonly size?: { readonly height: number; readonly width: number } | undefined
  readonly fit?: Fit | undefined
  readonly signal: AbortSignal
  readonly progress: (done: number, of: number) => void
}

export interface OwnPictures {
  readonly set: DataSet
  readonly notes: readonly FileNote[]
  readonly names: { readonly training: readonly string[]; readonly test: readonly string[] }
}

const mostBytes = 8e9
/** Sides that networks are made for. */
const usualSides = [32, 64, 96, 128, 160, 224]
/** So many pictures tell how large most are. */
const sampled = 200

/**
 * Reads pictures into memory, all of one size; the order is that of the list, whatever is decoded first. What cannot be read is left out and noted,
 * and so is what is unusual. Throws noPicturesInside, oneClassOnly, nothingReadable or importTooLarge.
 */
export async function readOwn(listed: readonly Listed[], { name, path, size: wanted, fit = 'crop', signal, progress }: OwnWish): Promise<OwnPictures> {
  const classes = [...new Set(listed.map(({ label }) => label))].sort((a, b) => a.localeCompare(b, 'en', { numeric: true }))
  if (!classes.length) throw problem('noPicturesInside', { path })
  if (classes.length === 1) throw problem('oneClassOnly', { path, name: classes[0]! })
  const size = { ...(wanted ?? (await usualSize(listed))), channels: 3 as const }
  const pictureBytes = size.height * size.width * 3
  if (listed.length * pictureBytes > mostBytes) throw problem('importTooLarge', { path, gigabytes: `${((listed.length * pictureBytes) / 1e9).toFixed(1)} GB`, most: `${mostBytes / 1e9} GB` })

  const notes = new Map<number, FileNote>()
  const decoded = new Array<Uint8Array | undefined>(listed.length)
  let next = 0
  let done = 0
  const work = async () => {
    while (next < listed.length) {
      signal.throwIfAborted()
      const number = next++
      const { name: file, bytes } = listed[number]!
      try {
        const content = await bytes()
        const seen = seenSize(content)
        const picture = await decodePicture(content, file, size, fit)
        decoded[number] = picture
        const odd = oddityOf(file, picture, seen, size)
        if (odd) notes.set(number, { file, sentence: odd, skipped: false })
      } catch (thrown) {
        if (!(thrown instanceof StudioProblem) || thrown.code === 'diskFull') throw thrown
        notes.set(number, { file, sentence: thrown.sentence, skipped: true })
      }
      progress(++done, listed.length)
    }
  }
  await Promise.all(Array.from({ length: Math.max(2, availableParallelism()) }, work))

  const split = (which: Listed['split']): { pictures: Pictures; names: string[] } => {
    const numbers = listed.flatMap(({ split: own }, number) => (own === which && decoded[number] ? [number] : []))
    const bytes = new Uint8Array(numbers.length * pictureBytes)
    numbers.forEach((number, at) => bytes.set(decoded[number]!, at * pictureBytes))
    return {
      pictures: { count: numbers.length, ...size, bytes, labels: Uint16Array.from(numbers, (number) => classes.indexOf(listed[number]!.label)) },
      names: numbers.map((number) => listed[number]!.name),
    }
  }
  const [training, test] = [split('training'), split('test')]
  if (!training.pictures.count) throw problem('nothingReadable', { path, count: listed.length, first: [...notes.values()][0]?.sentence ?? '' })
  const warnings = warningsOf(classes, training.pictures)
  return {
    set: { name, classes, warnings, training: training.pictures, ...(test.pictures.count > 0 && { test: test.pictures }) },
    notes: [...notes].sort(([a], [b]) => a - b).map(([, note]) => note),
    names: { training: training.names, test: test.names },
  }
}

/** The usual side that is nearest to the shorter side of most pictures, and not above it where there is one below. */
async function usualSize(listed: readonly Listed[]): Promise<{ height: number; width: number }> {
  const step = Math.max(1, Math.floor(listed.length / sampled))
  const sides: number[] = []
  for (let number = 0; number < listed.length; number += step) {
    const seen = await listed[number]!.bytes().then(seenSize, () => undefined)
    if (seen) sides.push(Math.min(seen.height, seen.width))
  }
  const middle = sides.sort((a, b) => a - b)[sides.length >> 1] ?? 64
  const side = usualSides.filter((each) => each <= middle).at(-1) ?? usualSides[0]!
  return { height: side, width: side }
}

/** In a sentence, what is unusual of a picture that was read. */
function oddityOf(file: string, picture: Uint8Array, seen: { height: number; width: number } | undefined, size: { height: number; width: number }): string | undefined {
  if (picture.every((value, index) => value === picture[index % 3])) return `${file} is all of one colour.`
  if (seen && (seen.height < size.height / 2 || seen.width < size.width / 2)) return `${file} has ${seen.width} × ${seen.height} pixels, and is made much larger.`
  return undefined
}

function warningsOf(classes: readonly string[], { labels }: Pictures): string[] {
  const counts = balanceOf(labels, classes.length)
  return classes.flatMap((name, label) => (counts[label] === 0 ? [`No training picture of ${name} could be read.`] : counts[label] === 1 ? [`${name} has a single training picture.`] : []))
}
