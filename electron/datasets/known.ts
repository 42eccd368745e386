import { readArchive } from '#electron/files/archive'
import { fileProblem } from '#electron/files/fileProblem'
import type { DataSet } from '#electron/images/pictures'
import { phrase } from '#shared/base/phrase'
import type { Said } from '#shared/base/problem'
import type { DataSetInfo } from '#shared/contract/data'
import { readdir } from 'node:fs/promises'
import { basename, join, posix } from 'node:path'
import { readCifar } from './cifar'
import { cifar10, cifar100 } from './cifar/kinds'
import { idxKindAt, nameOf, readIdx } from './idx'
import { roleOf } from './idx/files'
import { fashionMnist, mnist, official } from './idx/kinds'
import { kindOfPath } from './path'

/** A data set whose files are known: what is said of it before it is here, and how its files are read. */
export interface Known {
  readonly name: string
  readonly about: Said
  readonly counts: DataSetInfo['counts']
  readonly size: DataSetInfo['size']
  /** Out of a folder or archive, or of the first of the files that its source gives. */
  read(path: string): Promise<DataSet>
}

const small = { height: 32, width: 32, channels: 3 }
const grey = { height: 28, width: 28, channels: 1 }

/** Every known data set, by the id that its source has and that it gets in the library. */
export const known: Readonly<Record<string, Known>> = {
  'cifar-10': {
    name: cifar10.name, about: phrase('aboutCifar10'), counts: { training: 50_000, test: 10_000 }, size: small,
    read: (path) => readCifar(cifar10, path),
  },
  'cifar-100': {
    name: cifar100.name, about: phrase('aboutCifar100'), counts: { training: 50_000, test: 10_000 }, size: small,
    read: (path) => readCifar(cifar100, path),
  },
  mnist: { name: mnist.name, about: phrase('aboutMnist'), counts: official, size: grey, read: (path) => readIdx(path, mnist) },
  'fashion-mnist': { name: fashionMnist.name, about: phrase('aboutFashionMnist'), counts: official, size: grey, read: (path) => readIdx(path, fashionMnist) },
}

/** A data set found at a path; without an id it is one of a known form, but not known. */
export interface FoundSet extends Pick<Known, 'name' | 'about' | 'read'> {
  readonly id?: string
}

/**
 * The data set that the files at a path are known as, told by their names and first labels: in a folder, the beginning of an archive, or one file of several.
 * Undefined for whatever else is there, such as own pictures. Throws dataMissing, and what keeps the path from being read.
 */
export async function knownAt(path: string): Promise<FoundSet | undefined> {
  const { tops, bases } = await namesAt(path)
  const any = (pattern: RegExp) => tops.some((name) => pattern.test(name))
  // The versions for Python and Matlab are known as well, so that what is wrong with them is said.
  if (any(/^(data_batch_\d\.bin|test_batch\.bin|cifar-10-batches-(bin|py|mat))$/)) return as('cifar-10')
  if (any(/^cifar-100-(binary|python|matlab)$/) || (any(/^train\.bin$/) && any(/^(test\.bin|(fine|coarse)_label_names\.txt)$/))) return as('cifar-100')
  if (!bases.some((name) => roleOf(name))) return undefined
  const kind = await idxKindAt(path)
  if (kind) return as(kind === mnist ? 'mnist' : 'fashion-mnist')
  return { name: nameOf(path), about: phrase('aboutIdx'), read: (from) => readIdx(from) }
}

function as(id: string): FoundSet {
  return { id, ...known[id]! }
}

/** So many members of an archive are looked at: a known one begins with its files. */
const mostMembers = 50
const peekLimits = { entries: 2_000_000, bytes: 64e9 }

/** Names at the top of a folder or archive, and of files by themselves. */
async function namesAt(path: string): Promise<{ tops: readonly string[]; bases: readonly string[] }> {
  if ((await kindOfPath(path)) === 'folder') {
    const names = await readdir(path).catch((thrown: unknown) => { throw fileProblem(thrown, path) })
    const within = names.includes('raw') ? await readdir(join(path, 'raw')).catch((): string[] => []) : []
    return { tops: names, bases: [...names, ...within].filter((name) => roleOf(name)?.prefix === '') }
  }
  if (roleOf(basename(path))) return { tops: [], bases: [basename(path)] }
  if (/\.(csv|tsv)$/i.test(path)) return { tops: [], bases: [] }
  const names: string[] = []
  for await (const { name } of readArchive(path, { limits: peekLimits })) {
    names.push(name)
    if (names.length === mostMembers) break
  }
  return { tops: names.map((name) => name.split('/')[0]!), bases: names.map((name) => posix.basename(name)) }
}
