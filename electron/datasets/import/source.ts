import type { StoredSplit } from '#electron/images/store/places'
import type { FileNote } from '#electron/images/store/writer'
import { phrase } from '#shared/base/phrase'
import type { Said } from '#shared/base/problem'

/** A file that may be a picture. */
export interface SourceFile {
  /** What it is called: its path with slashes, from where the import began. */
  readonly name: string
  /** Where its bytes lie. */
  readonly path: string
}

/** A picture of which it is known what it shows. */
export interface LabelledFile extends SourceFile {
  readonly split: StoredSplit
  /** An index into the classes. */
  readonly label: number
}

/** Pictures, sorted by their names, and what was found on the way. */
export interface Found {
  readonly classes: readonly string[]
  readonly pictures: readonly LabelledFile[]
  readonly notes: readonly FileNote[]
  /** A sentence each. */
  readonly warnings: readonly Said[]
}

/** By code units, the same on every machine and in every language. */
export function byName(a: { readonly name: string }, b: { readonly name: string }): number {
  return a.name < b.name ? -1 : a.name > b.name ? 1 : 0
}

/** Whether a path has a part that systems leave behind and nobody means: hidden files, the forks and thumbnails of macOS and Windows. */
export function isLeftBehind(name: string): boolean {
  return name.split('/').some((part) => part.startsWith('.') || part === '__MACOSX' || /^(thumbs\.db|desktop\.ini)$/i.test(part))
}

/** The split that a word stands for, as folders and columns are usually called; what validates is told apart by `validates`. */
export function splitOfWord(word: string): { readonly split: StoredSplit; readonly validates: boolean } | undefined {
  const plain = word.trim().toLowerCase().replace(/[_ -]?(set|images|pictures|data)$/, '')
  if (['train', 'training', 'trn', 'learn'].includes(plain)) return { split: 'training', validates: false }
  if (['test', 'testing', 'tst'].includes(plain)) return { split: 'test', validates: false }
  if (['val', 'valid', 'validation', 'dev', 'eval', 'evaluation'].includes(plain)) return { split: 'test', validates: true }
  return undefined
}

export const validationJoins = phrase('validationJoins')
