import { phrase } from '#shared/base/phrase'
import type { Said } from '#shared/base/problem'
import type { CifarKind } from './kinds'

/** So many different short names without control characters: they are printed in terminals and used in file names. */
const wellFormed = (names: readonly string[], count: number) => new Set(names).size === count && names.length === count && names.every((name) => /^[^\p{C}]{1,64}$/u.test(name))

/** The names of the classes out of the file for them, or the official ones, with a warning when the file says something else than so many names. */
export function classNames(kind: CifarKind, file: Uint8Array | undefined, warnings: Said[]): readonly string[] {
  if (!file) return kind.classes
  const names = new TextDecoder().decode(file).split('\n').map((line) => line.trim()).filter((line) => line !== '')
  if (wellFormed(names, kind.classes.length)) return names
  warnings.push(phrase('namesUnusual', { file: kind.names, classes: kind.classes.length }))
  return kind.classes
}
