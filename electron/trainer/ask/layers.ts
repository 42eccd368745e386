import { problem } from '#shared/base/problem'
import type { GraphFacts } from '#shared/graph/facts'
import type { LayerFacts } from '#shared/graph/layerCheck'

/** The layer of this id, or else of this name; throws layerNotThere. */
export function layerOf({ layers }: GraphFacts, wanted: string): LayerFacts {
  const layer = layers.find(({ node }) => node.id === wanted) ?? layers.find(({ node }) => node.name === wanted)
  if (!layer) throw problem('layerNotThere', { layer: wanted, known: layers.map(({ node }) => node.name).join(', ') })
  return layer
}

/** The layer to explain an answer at: the one that is named, or else the last convolution. Throws layerWithoutMap or noMaps. */
export function mapLayer(facts: GraphFacts, wanted: string | undefined): LayerFacts {
  const layer = wanted === undefined ? facts.layers.findLast(({ node }) => node.kind === 'conv2d') : layerOf(facts, wanted)
  if (!layer) throw problem('noMaps')
  if (layer.output.length !== 3) throw problem('layerWithoutMap', { layer: layer.node.name })
  return layer
}

/** The last hidden layer: what feeds the last layer with weights before the logits. */
export function hiddenLayer({ placed, logits }: GraphFacts): string {
  const inputsOf = new Map(placed.map(({ node, inputs }) => [node.id, { node, inputs }]))
  let at = inputsOf.get(logits)!
  while (at.node.kind !== 'dense' && at.node.kind !== 'conv2d' && at.inputs.length) at = inputsOf.get(at.inputs[0]!)!
  return at.inputs[0] ?? at.node.id
}
