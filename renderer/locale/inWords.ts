import { factInWords, type Fact } from '#shared/base/fact'
import { line, translated, type ProblemData, type Said, type Says } from '#shared/base/problem'
import { zhCN } from '#shared/base/zhCN'
import { hereInstead } from './hereInstead'
import { language, t } from './locale'

/** What a problem says, in the language of the window, with what can be done about it here. */
export function problemInWords(problem: ProblemData): Says {
  const { sentence, hint } = language.value === 'zh-CN' ? translated(problem, zhCN) : problem
  return { sentence, hint: instead(problem.code) ?? hint }
}

/** What is said, as one text in the language of the window. */
export function saidInWords(said: Said): string {
  return language.value === 'zh-CN' ? line(said, zhCN) : line(said)
}

/** What was found of this computer, in the language of the window, with what can be done about it here. */
export function findingInWords(fact: Fact): ReturnType<typeof factInWords> {
  const said = language.value === 'zh-CN' ? factInWords(fact, zhCN) : factInWords(fact)
  return { ...said, fix: instead(fact.problem?.code ?? fact.fix?.phrase) ?? said.fix }
}

function instead(code: string | undefined): string | undefined {
  return code !== undefined && Object.hasOwn(hereInstead, code) ? t(hereInstead[code as keyof typeof hereInstead]) : undefined
}
