import { phrase, type Phrase } from '../base/phrase'
import { problem } from '../base/problem'
import type { ParameterRole, Shape } from '../ops/ops'
import { noCost, shapeOps, showShape } from '../ops/shapes'
import type { Graph } from './document'
import { order } from './order'
import { readGraph } from './read'

interface Named {
  /** The node's name and the tensor's, as PyTorch joins them: `features.0.weight`. */
  readonly name: string
  /** PyTorch's: [out, in, height, width] of a convolution, [out, in] of a linear layer, [channels] else. */
  readonly shape: Shape
}

/** A tensor that a network keeps: a learned parameter, or a running statistic with its start value. */
export type ExpectedWeight = (Named & { readonly role: ParameterRole }) | (Named & { readonly role: 'statistic'; readonly start: number })

/** The tensors that a sound network keeps, in the order of the network. */
export function expectedWeights(graph: Graph): ExpectedWeight[] {
  const expected: ExpectedWeight[] = []
  readGraph(order(graph), (node) => ({
    ...shapeOps(node.name, noCost()),
    parameter(name, shape, role) {
      expected.push({ name: `${node.name}.${name}`, shape, role })
      return shape
    },
    statistic(name, shape, start) {
      expected.push({ name: `${node.name}.${name}`, shape, role: 'statistic', start })
      return shape
    },
  }))
  return expected
}

/**
 * Throws weightsDiffer for the first tensor that is missing or of another shape, in the network's order, then for the first that the
 * network does not have. PyTorch's count of batches, which nothing depends on at a fixed momentum, may be there.
 */
export function checkWeights(expected: readonly Named[], given: ReadonlyMap<string, { readonly shape: Shape }>): void {
  for (const { name, shape } of expected) {
    const have = given.get(name)?.shape
    if (have === undefined || String(have) !== String(shape)) throw problem('weightsDiffer', { name, have: shown(have), need: shown(shape) })
  }
  const names = new Set(expected.map(({ name }) => name))
  for (const [name, { shape }] of given)
    if (!names.has(name) && !name.endsWith('.num_batches_tracked')) throw problem('weightsDiffer', { name, have: shown(shape), need: shown(undefined) })
}

function shown(shape: Shape | undefined): string | Phrase {
  if (!shape) return phrase('noTensor')
  return shape.length ? showShape(shape) : phrase('singleNumber')
}
