import { StudioProblem } from '../base/problem'
import type { Shape } from '../ops/ops'
import type { Cost } from '../ops/shapes'
import { check } from './check'
import type { Graph } from './document'
import type { LayerFacts } from './layerCheck'
import type { Placed } from './order'

/** What is known of a sound network. */
export interface GraphFacts {
  readonly placed: readonly Placed[]
  /** In the order of computing. */
  readonly layers: readonly LayerFacts[]
  /** [channels, height, width] of the pictures as the network sees them. */
  readonly input: Shape
  /** The node whose output the loss takes: the last one, or the one before a final Softmax. */
  readonly logits: string
  readonly classes: number
  readonly total: Cost
}

/** Checks a network and says what is known of it; throws the first problem that is more than a hint, naming the layer. */
export function factsOf(graph: Graph): GraphFacts {
  const { problems, placed, layers, input, logits, classes, total } = check(graph)
  const first = problems.find(({ severity }) => severity === 'error')
  if (first) throw new StudioProblem(first)
  // In a network without a problem all of this is known.
  return { placed, layers: Array.from(layers.values(), ({ facts }) => facts!), input: input!, logits: logits!, classes: classes!, total }
}
