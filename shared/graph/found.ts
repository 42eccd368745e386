import type { StudioProblem } from '../base/problem'
import type { Edit } from './edits'

/** A change that mends a problem, and what a button for it says. */
export interface Fix {
  readonly label: string
  readonly edits: readonly Edit[]
}

/** Something that is wrong with a network ('error': it cannot be trained), or that could be better ('hint'). */
export interface GraphProblem {
  readonly code: string
  readonly severity: 'error' | 'hint'
  /** The layer that it is about, by its id; none when it is about the network as a whole. */
  readonly node?: string
  readonly sentence: string
  readonly hint: string
  /** Where there is one that is certain. */
  readonly fix?: Fix
}

/** A problem of a network, with what it is about. */
export function found(
  { code, sentence, hint }: StudioProblem,
  { node, fix, severity = 'error' }: { node?: string | undefined; fix?: Fix | undefined; severity?: 'error' | 'hint' } = {},
): GraphProblem {
  return { code, severity, ...(node !== undefined && { node }), sentence, hint, ...(fix && { fix }) }
}
