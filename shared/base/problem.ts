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
const sentences = {
  ...askSentences,
  ...connectionSentences,
  ...dataSentences,
  ...engineSentences,
  ...exportSentences,
  ...graphSentences,
  ...runSentences,
  ...terminalSentences,
}

export type ProblemCode = keyof typeof sentences
type Details<C extends ProblemCode> = Parameters<(typeof sentences)[C]>

/** The one error shape. It is thrown where the fact is known and shown as it is. */
export class StudioProblem extends Error {
  override readonly name = 'StudioProblem'
  constructor(
    readonly code: string,
    readonly sentence: string,
    readonly hint: string,
  ) {
    super(hint ? `${sentence} ${hint}` : sentence)
  }
}

/** Makes the problem of this code; leaving out a detail that its sentence needs does not compile. */
export function problem<C extends ProblemCode>(code: C, ...details: Details<C>): StudioProblem {
  const { sentence, hint } = (sentences[code] as (...d: Details<C>) => Says)(...details)
  return new StudioProblem(code, sentence, hint)
}

/** Whatever was thrown, as a problem: what is not one of ours is an internal fault and says so. */
export function asProblem(thrown: unknown): StudioProblem {
  if (thrown instanceof StudioProblem) return thrown
  const message = thrown instanceof Error ? thrown.message : String(thrown)
  return problem('internal', { message })
}
