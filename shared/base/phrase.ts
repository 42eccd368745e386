import { dataPhrases } from './phrases/data'
import { doctorPhrases } from './phrases/doctor'
import { enginePhrases } from './phrases/engine'
import { faultPhrases } from './phrases/faults'
import { filePhrases } from './phrases/files'
import { fixPhrases } from './phrases/fixes'
import { graphPhrases } from './phrases/graph'
import { layerPhrases } from './phrases/layers'
import { runPhrases } from './phrases/run'
import { systemPhrases } from './phrases/system'
import { weightsPhrases } from './phrases/weights'
import type { Wording } from './wording'

/**
 * Words as data: a row of the phrases, and what it is filled with. It crosses between processes and stands in details of problems, and is put into words where it
 * is read, in the reader's language.
 */
export interface Phrase {
  readonly phrase: string
  readonly details: Details
}

/** What a phrase or a sentence is filled with: plain data, with phrases in the place of words. */
export type Detail = string | number | boolean | Phrase | readonly Detail[]
export type Details = Readonly<Record<string, Detail>>

/** Details as they are given: where a row takes a text, a phrase may stand, and where it takes words, one must. */
export type Given<P extends readonly unknown[]> = P extends [infer D] ? [{ readonly [K in keyof D]: OrPhrase<D[K]> }] : []
type OrPhrase<D> = D extends readonly (infer E)[] ? readonly OrPhrase<E>[] : D extends Wording ? Phrase : string extends D ? string | Phrase : D

const english = { ...dataPhrases, ...doctorPhrases, ...enginePhrases, ...faultPhrases, ...filePhrases, ...fixPhrases, ...graphPhrases, ...layerPhrases, ...runPhrases, ...systemPhrases, ...weightsPhrases }

/** The phrases of one language; a row that one lacks does not compile. */
export type Phrases = typeof english
export type PhraseCode = keyof Phrases

/** The phrase of this code; leaving out a detail that it needs does not compile. */
export function phrase<C extends PhraseCode>(code: C, ...details: Given<Parameters<Phrases[C]>>): Phrase {
  return { phrase: code, details: (details[0] as Details | undefined) ?? {} }
}

/** A text as it is, a phrase in the words of these rows. Throws where another version made the phrase, and this one cannot fill it in. */
export function spoken(said: string | Phrase, rows: Phrases = english): string {
  if (typeof said === 'string') return said
  if (!Object.hasOwn(rows, said.phrase)) throw new Error(`There is no phrase ${said.phrase}`)
  const row = rows[said.phrase as PhraseCode] as (details: unknown) => string
  return row(spokenDetails(said.details, rows))
}

/** Details with all phrases in the words of these rows. */
export function spokenDetails(details: Details, rows: Phrases = english): unknown {
  return Object.fromEntries(Object.entries(details).map(([name, detail]) => [name, spokenDetail(detail, rows)]))
}

function spokenDetail(detail: Detail, rows: Phrases): unknown {
  if (isList(detail)) return detail.map((one) => spokenDetail(one, rows))
  return typeof detail === 'object' ? spoken(detail, rows) : detail
}

/** Array.isArray, which does not see lists that are only read. */
function isList(detail: Detail): detail is readonly Detail[] {
  return Array.isArray(detail)
}
