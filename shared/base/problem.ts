import { phrase, spoken, spokenDetails, type Details, type Given, type Phrase, type Phrases } from './phrase'
import { knownReason, quoted } from './reason'
import { askSentences } from './sentences/ask'
import { connectionSentences } from './sentences/connection'
import { dataSentences } from './sentences/data'
import { engineSentences } from './sentences/engine'
import { exportSentences } from './sentences/export'
import { graphSentences } from './sentences/graph'
import { runSentences } from './sentences/run'
import { terminalSentences } from './sentences/terminal'

/** What a problem says to a person: what is wrong and where, then what to do about it. */
export interface Says {
  readonly sentence: string
  readonly hint: string
}

/** Every sentence of the product that tells of a problem, by its code. */
const english = {
  ...askSentences,
  ...connectionSentences,
  ...dataSentences,
  ...engineSentences,
  ...exportSentences,
  ...graphSentences,
  ...runSentences,
  ...terminalSentences,
}

/** The sentences of one language; a code that one lacks does not compile. */
export type Sentences = typeof english
export type ProblemCode = keyof Sentences

/** All that a language needs to tell of a problem. */
export interface Language {
  readonly sentences: Sentences
  readonly phrases: Phrases
}

/**
 * A problem as plain data, as it is kept in files and crosses between processes: English as the terminal and the log say it, and what a window makes its own
 * sentence from. Details are absent where an older version wrote it.
 */
export interface ProblemData extends Says {
  readonly code: string
  readonly details?: Details | undefined
}

/** What is said to a person as it crosses between processes: words as they are, a phrase, or a problem. */
export type Said = string | Phrase | ProblemData

/** The one error shape. It is thrown where the fact is known and shown as it is. */
export class StudioProblem extends Error implements ProblemData {
  override readonly name = 'StudioProblem'
  readonly code: string
  readonly sentence: string
  readonly hint: string
  readonly details: Details | undefined
  constructor({ code, sentence, hint, details }: ProblemData) {
    super(hint ? `${sentence} ${hint}` : sentence)
    this.code = code
    this.sentence = sentence
    this.hint = hint
    this.details = details
  }
}

/** Makes the problem of this code; leaving out a detail that its sentence needs does not compile. */
export function problem<C extends ProblemCode>(code: C, ...given: Given<Parameters<Sentences[C]>>): StudioProblem {
  const details = (given[0] as Details | undefined) ?? {}
  const row = english[code] as (details: unknown) => Says
  return new StudioProblem({ code, ...row(spokenDetails(details)), details })
}

/** Whatever was thrown, as a problem: what is not one of ours is an internal fault and says so. */
export function asProblem(thrown: unknown): StudioProblem {
  if (thrown instanceof StudioProblem) return thrown
  const known = knownReason(thrown)
  if (!known) return problem('internal', { message: quoted(thrown instanceof Error ? thrown.message : String(thrown)) })
  const { path } = thrown as { path?: unknown }
  return problem('internal', { message: typeof path === 'string' ? phrase('at', { place: path, fault: known }) : known })
}

/** A problem, or what has one's fields among others, as plain data. */
export function plain({ code, sentence, hint, details }: ProblemData): ProblemData {
  return { code, sentence, hint, ...(details && { details }) }
}

/** What is said, as one text: in English, or in a language. */
export function line(said: Said, language?: Language): string {
  if (typeof said === 'string') return said
  if ('phrase' in said) return spoken(said, language?.phrases)
  const { sentence, hint } = language ? translated(said, language) : said
  // Chinese has no gap after a full stop.
  return [sentence, hint].filter(Boolean).join(language ? '' : ' ')
}

/** What a problem says in a language; as it came where this version does not know its code, or not these details of it. */
export function translated({ code, sentence, hint, details }: ProblemData, { sentences, phrases }: Language): Says {
  if (!details || !Object.hasOwn(sentences, code)) return { sentence, hint }
  try {
    return (sentences[code as ProblemCode] as (details: unknown) => Says)(spokenDetails(details, phrases))
  } catch {
    return { sentence, hint }
  }
}
