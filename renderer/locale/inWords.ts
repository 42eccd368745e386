import { factInWords, type Fact } from '#shared/base/fact'
import { line, translated, type ProblemData, type Said, type Says } from '#shared/base/problem'
import { zhCN } from '#shared/base/zhCN'
import { language } from './locale'

/** What a problem says, in the language of the window. */
export function problemInWords(problem: ProblemData): Says {
  return language.value === 'zh-CN' ? translated(problem, zhCN) : problem
}

/** What is said, as one text in the language of the window. */
export function saidInWords(said: Said): string {
  return language.value === 'zh-CN' ? line(said, zhCN) : line(said)
}

/** What was found of this computer, in the language of the window. */
export function findingInWords(fact: Fact): ReturnType<typeof factInWords> {
  return language.value === 'zh-CN' ? factInWords(fact, zhCN) : factInWords(fact)
}
