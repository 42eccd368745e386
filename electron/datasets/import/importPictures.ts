import { counter } from '#electron/files/progress'
import type { Fit } from '#electron/images/resize'
import type { Watch } from '#electron/images/store/keep'
import { partialFolder } from '#electron/images/store/places'
import type { Stored } from '#electron/images/store/record'
import { StoreWriter, type FileNote } from '#electron/images/store/writer'
import { type Phrase, phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { rm } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { kindOfPath } from '../path'
import { unpack } from './archive'
import { filesIn } from './folder'
import { inTurn } from './inTurn'
import { layoutOf } from './layout'
import { reader } from './readOne'
import { chooseSize } from './size'
import type { Found } from './source'
import { readTable } from './table'

/** What a person says of pictures that are brought in. */
export interface ImportWish {
  /** A folder with a folder per class, a .zip, .tar or .tar.gz of one, or a .csv of paths and labels. */
  readonly path: string
  /** Where the pictures are from, as is told later; the path, unless they lie there for the moment only. */
  readonly origin?: string | undefined
  readonly name?: string | undefined
  /** Left out, it is chosen after the pictures. */
  readonly size?: { readonly height: number; readonly width: number } | undefined
  readonly fit?: Fit | undefined
}

/** So many files are read and decoded at once: enough that neither the disk nor a core waits, and few enough for memory. */
const atOnce = 16

/**
 * Brings pictures into the library as the data set `id`, in the order of their paths. Grey pictures get three equal channels, so that every
 * network takes them. Files that cannot be used are left out and told of; only what leaves nothing to learn from is a problem.
 * `progress` counts pictures.
 */
export async function importPictures(library: string, id: string, wish: ImportWish, watch: Watch = {}): Promise<Stored> {
  const unpacked = partialFolder(library, `${id}.unpacked`)
  try {
    return await store(library, id, wish, await find(wish.path, unpacked, watch.signal), watch)
  } finally {
    await rm(unpacked, { recursive: true, force: true }).catch(() => undefined)
  }
}

async function find(path: string, unpacked: string, signal: AbortSignal | undefined): Promise<Found> {
  if ((await kindOfPath(path)) === 'folder') {
    const { files, notes } = await filesIn(path, signal)
    const found = layoutOf(path, files)
    return { ...found, notes: [...notes, ...found.notes] }
  }
  if (/^\.(csv|tsv)$/i.test(extname(path))) return readTable(path, signal)
  return layoutOf(path, await unpack(path, unpacked, signal))
}

async function store(library: string, id: string, { path, origin = path, name, size: wished, fit = 'crop' }: ImportWish, found: Found, { signal, progress }: Watch): Promise<Stored> {
  const { classes, pictures } = found
  const size = wished ? { ...wished, why: phrase('sizeWished', { height: wished.height, width: wished.width }) } : await chooseSize(pictures, signal)
  if (!size) throw problem('importNothingReadable', { path, files: pictures.length })
  const { height, width, why } = size
  const writer = await StoreWriter.begin(library, id, classes, { height, width, channels: 3 })
  try {
    const notes = [...found.notes]
    const balance = { training: new Array<number>(classes.length).fill(0), test: new Array<number>(classes.length).fill(0) }
    const count = counter(pictures.length, progress)
    let done = 0
    for await (const { pixels, said, fault } of inTurn(pictures, atOnce, reader({ height, width }, fit))) {
      signal?.throwIfAborted()
      if (fault !== undefined) throw fault
      const { split, label, name: file } = pictures[done]!
      notes.push(...said.map((one): FileNote => ({ file, said: one, skipped: !pixels })))
      if (pixels) {
        await writer.add(split, pixels, 0, label, file)
        balance[split][label]!++
      }
      count(++done)
    }
    refuseTooFew(path, found, balance.training)
    return await writer.finish({
      name: name ?? nameOf(path), about: phrase('aboutOwn', { why }), origin,
      warnings: [...found.warnings, ...unevenness(classes, balance)], files: notes,
    })
  } catch (thrown) {
    await writer.discard()
    throw thrown
  }
}

function refuseTooFew(path: string, { classes, pictures }: Found, training: readonly number[]): void {
  const left = classes.filter((_, label) => training[label]! > 0)
  if (left.length === 0) throw problem('importNothingReadable', { path, files: pictures.length })
  if (left.length === 1) throw problem('importOneClass', { path, name: left[0]! })
}

/** What is unusual about the classes: nothing to train from, or hardly anything. */
function unevenness(classes: readonly string[], { training, test }: { readonly training: readonly number[]; readonly test: readonly number[] }): Phrase[] {
  const named = (wanted: (label: number) => boolean) => classes.filter((_, label) => wanted(label))
  const none = named((label) => training[label] === 0)
  const one = named((label) => training[label] === 1)
  const untested = test.some(Boolean) ? named((label) => test[label] === 0) : []
  return [
    ...(none.length ? [phrase('noneToTrain', { classes: none.join(', ') })] : []),
    ...(one.length ? [phrase('oneToTrain', { classes: one.join(', ') })] : []),
    ...(untested.length ? [phrase('noneToTest', { classes: untested.join(', ') })] : []),
  ]
}

function nameOf(path: string): string {
  return basename(path).replace(/\.(zip|csv|tsv|tar|tgz|tar\.gz)$/i, '') || 'Pictures'
}
