import { problem } from '../base/problem'
import { called } from '../graph/called'
import { check } from '../graph/check'
import type { Graph } from '../graph/document'
import { factsOf } from '../graph/facts'
import { expectedWeights } from '../graph/weights'
import { layerOf } from './layerOf'
import type { Plan } from './plan'
import { showExtent, type Extent } from './sizes'
import { stagesOf } from './stages'

/**
 * Throws what keeps a sound network from taking pictures of the sizes that a plan has: sizeTooLarge, and, naming the layer, sizeEmpties where nothing is left of
 * a map, sizeChangesWeights where the layer would have other weights, sizeMisfits where it could not be at all.
 */
export function refuseSizes(graph: Graph, plan: Plan): void {
  for (const { size } of stagesOf(plan)) if (size) refuseSize(graph, size)
}

function refuseSize(graph: Graph, extent: Extent): void {
  const [, height, width] = factsOf(graph).input as [number, number, number]
  const size = showExtent(extent)
  if (extent.height > height || extent.width > width) throw problem('sizeTooLarge', { size, own: showExtent({ height, width }) })
  const shrunk = atSize(graph, extent)
  const { problems, layers } = check(shrunk)
  const first = problems.find(({ severity }) => severity === 'error')
  if (first) {
    const layer = called(layers.get(first.node ?? '')?.node.name ?? graph.name)
    throw problem(first.code === 'mapTooSmall' || first.code === 'outputEmpty' ? 'sizeEmpties' : 'sizeMisfits', { layer, size })
  }
  const own = new Map(expectedWeights(graph).map((weight) => [weight.name, String(weight.shape)]))
  const changed = expectedWeights(shrunk).find(({ name, shape }) => own.get(name) !== String(shape))
  if (changed) throw problem('sizeChangesWeights', { layer: called(layerOf(changed.name)), size })
}

/** The network with its input of another size. */
function atSize(graph: Graph, { height, width }: Extent): Graph {
  return { ...graph, nodes: graph.nodes.map((node) => (node.kind === 'input' ? { ...node, params: { ...node.params, height, width } } : node)) }
}
