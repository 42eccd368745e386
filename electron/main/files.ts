import { isAbsolute, resolve } from 'node:path'
import { NETWORK_EXTENSION } from '#shared/graph/parse'

/** The networks' files that a command line names, absolute. Only files with the app's own ending: the words of a system's start are many. */
export function networksIn(words: readonly string[], folder: string): string[] {
  return words.filter((word) => !word.startsWith('-') && word.toLowerCase().endsWith(`.${NETWORK_EXTENSION}`)).map((word) => (isAbsolute(word) ? word : resolve(folder, word)))
}
