import type { Phrase } from '../base/phrase'
import { plain, type ProblemData } from '../base/problem'
import type { Edit } from './edits'

/** A change that mends a problem, and what a button for it says. */
export interface Fix {
  readonly label: Phrase
  readonly edits: readonly Edit[]
}

/** Something that is wrong with a network ('error': it cannot be trained), or that could be better ('hint'). */
export interface GraphProblem extends ProblemData {
  readonly severity: 'error' | 'hint'
  /** The layer that it is about, by its id; none when it is about the network as a whole. */
  readonly node?: string
  /** Where there is one that is certain. */
  readonly fix?: Fix
}

/** A problem of a network, with what it is about. */
export function found(
  problem: ProblemData,
  { node, fix, severity = 'error' }: { node?: string | undefined; fix?: Fix | undefined; severity?: 'error' | 'hint' } = {},
): GraphProblem {
  return { ...plain(problem), severity, ...(node !== undefined && { node }), ...(fix && { fix }) }
}
