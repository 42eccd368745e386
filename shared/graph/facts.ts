import { problem } from '../base/problem'
import type { Shape } from '../ops/ops'
import { noCost, shapeOps, showShape, type Cost } from '../ops/shapes'
import type { Graph, LayerNode } from './document'
import { order, type Placed } from './order'
import { readGraph, settingsOf } from './read'

/** What is known of one layer without computing anything. */
export interface LayerFacts {
  readonly node: LayerNode
  readonly inputs: readonly Shape[]
  readonly output: Shape
  readonly cost: Cost
  /** How the output size comes about, in this layer's own numbers. */
  readonly explanation: string
}

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

/** Checks a network and says what is known of it; throws the first problem, naming the layer. */
export function factsOf(graph: Graph): GraphFacts {
  const placed = order(graph)
  refuseSharedNames(graph)
  const sources = placed.filter(({ node }) => node.kind === 'input')
  if (sources.length !== 1) throw problem('oneInput', { have: sources.length })

  const costs = new Map<string, Cost>()
  const shapes = readGraph(placed, (node) => {
    const cost = noCost()
    costs.set(node.id, cost)
    return shapeOps(node.name, cost)
  })
  const layers = placed.map(({ node, inputs }): LayerFacts => {
    const { kind, values } = settingsOf(node)
    const inputShapes = inputs.map((id) => shapes.get(id)!)
    const output = shapes.get(node.id)!
    return { node, inputs: inputShapes, output, cost: costs.get(node.id)!, explanation: kind.explain(values, inputShapes, output) }
  })

  const logits = logitsOf(placed)
  const outputShape = shapes.get(logits)!
  if (outputShape.length !== 1) throw problem('outputNotVector', { layer: nameOf(placed, logits), have: showShape(outputShape) })
  const total = noCost()
  for (const { cost } of layers) {
    total.parameters += cost.parameters
    total.multiplyAdds += cost.multiplyAdds
    total.activationBytes += cost.activationBytes
  }
  return { placed, layers, input: shapes.get(sources[0]!.node.id)!, logits, classes: outputShape[0]!, total }
}

function refuseSharedNames(graph: Graph): void {
  const names = new Set<string>()
  for (const { name } of graph.nodes) {
    if (names.has(name)) throw problem('duplicateName', { name })
    names.add(name)
  }
}

/** The one node that nothing takes up, or what feeds it when it is a Softmax. */
function logitsOf(placed: readonly Placed[]): string {
  const used = new Set(placed.flatMap(({ inputs }) => inputs))
  const ends = placed.filter(({ node }) => !used.has(node.id))
  if (ends.length !== 1) throw problem('oneOutput', { layers: ends.map(({ node }) => node.name).join(', ') || 'none' })
  const end = ends[0]!
  const inside = placed.find(({ node }) => node.kind === 'softmax' && node.id !== end.node.id)
  if (inside) throw problem('softmaxInside', { layer: inside.node.name })
  return end.node.kind === 'softmax' ? end.inputs[0]! : end.node.id
}

function nameOf(placed: readonly Placed[], id: string): string {
  return placed.find(({ node }) => node.id === id)!.node.name
}
