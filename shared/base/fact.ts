import { spoken, type Phrase } from './phrase'
import { translated, type Language, type ProblemData } from './problem'

/** One thing that was found of a computer: what it is about, whether it helps, what it is, and what would mend it. */
export interface Fact {
  /** A phrase, or a name that is the same in every language. */
  readonly about: string | Phrase
  /** `ok`: as it should be. `note`: worth knowing, training works. `missing`: training or setting it up does not work. */
  readonly state: 'ok' | 'note' | 'missing'
  readonly text?: string | Phrase | undefined
  /** What is in the way, with what mends it, where that is a problem of its own. */
  readonly problem?: ProblemData | undefined
  /** The command or step that would mend it. */
  readonly fix?: Phrase | undefined
}

/** A fact in words: in English, or in a language. `fix` is empty where there is nothing to mend. */
export function factInWords({ about, text, problem, fix }: Fact, language?: Language): { readonly about: string; readonly text: string; readonly fix: string } {
  const met = problem && (language ? translated(problem, language) : problem)
  const said = text === undefined ? [] : [spoken(text, language?.phrases)]
  return {
    about: spoken(about, language?.phrases),
    text: [...said, ...(met ? [met.sentence] : [])].join(language ? '。' : '. '),
    fix: met?.hint ?? (fix ? spoken(fix, language?.phrases) : ''),
  }
}
