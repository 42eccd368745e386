import { spoken, type Phrase } from '#shared/base/phrase'
import { translated, type ProblemData, type Says } from '#shared/base/problem'
import { zhCN } from '#shared/base/zhCN'
import { language } from './locale'

/** What a problem says, in the language of the window. */
export function problemInWords(problem: ProblemData): Says {
  return language.value === 'zh-CN' ? translated(problem, zhCN) : problem
}

/** The same as one text. */
export function problemInLine(problem: ProblemData): string {
  const { sentence, hint } = problemInWords(problem)
  return `${sentence} ${hint}`.trim()
}

/** A phrase in the language of the window; a text stays as it is. */
export function phraseInWords(said: string | Phrase): string {
  return language.value === 'zh-CN' ? spoken(said, zhCN.phrases) : spoken(said)
}
