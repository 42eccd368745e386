import type { FileNote } from '#electron/images/store/writer'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { byName, isLeftBehind, splitOfWord, validationJoins, type Found, type LabelledFile, type SourceFile } from './source'

/**
 * Reads classes and splits out of folders: a folder per class, in folders for training and test or without them, all of it in one folder
 * more or not. What lies deeper inside a class's folder belongs to the class. `path` is what problems call the whole.
 * Throws importNoPictures, importNoClasses, importOneClass or importNoTraining.
 */
export function layoutOf(path: string, all: readonly SourceFile[]): Found {
  const files = unwrapped(all.filter(({ name }) => !isLeftBehind(name)).sort(byName))
  if (files.length === 0) throw problem('importNoPictures', { path })
  const folders = files.filter(({ parts }) => parts.length > 1)
  if (folders.length === 0) throw problem('importNoClasses', { path })
  const words = new Map(folders.map(({ parts }) => [parts[0]!, splitOfWord(parts[0]!)]))
  const divided = folders.some(({ parts }) => parts.length > 2) && [...words.values()].every((word) => word !== undefined)
  const has = (split: string, validates: boolean) => [...words.values()].some((word) => word?.split === split && word.validates === validates)
  if (divided && !has('training', false)) throw problem('importNoTraining', { path, folders: [...words.keys()].join(', ') })
  const joins = divided && has('test', false) && has('test', true)

  const depth = divided ? 1 : 0
  const inClass = folders.filter(({ parts }) => parts.length > depth + 1)
  const classes = [...new Set(inClass.map(({ parts }) => parts[depth]!))].sort()
  if (classes.length < 2) throw problem('importOneClass', { path, name: classes[0] ?? '' })
  const labels = new Map(classes.map((name, label) => [name, label]))
  const pictures = inClass.map(({ file, parts }): LabelledFile => {
    const word = divided ? words.get(parts[0]!)! : { split: 'training' as const, validates: false }
    return { ...file, split: joins && word.validates ? 'training' : word.split, label: labels.get(parts[depth]!)! }
  })
  const notes = files.filter(({ parts }) => parts.length <= depth + 1).map(({ file }): FileNote => ({ file: file.name, said: phrase('inNoClass'), skipped: true }))
  return { classes, pictures, notes, warnings: joins ? [validationJoins] : [] }
}

interface Split {
  readonly file: SourceFile
  readonly parts: readonly string[]
}

/** Leaves out the folders that only hold one other folder, as archives often have one around all. */
function unwrapped(files: readonly SourceFile[]): Split[] {
  let split = files.map((file): Split => ({ file, parts: file.name.split('/') }))
  while (isWrapper(split)) split = split.map(({ file, parts }) => ({ file, parts: parts.slice(-Math.max(parts.length - 1, 1)) }))
  return split
}

function isWrapper(files: readonly Split[]): boolean {
  const folders = files.filter(({ parts }) => parts.length > 1)
  const first = folders[0]?.parts[0]
  if (first === undefined || splitOfWord(first)) return false
  return folders.every(({ parts }) => parts[0] === first) && folders.some(({ parts }) => parts.length > 2)
}
