import type { Graph } from '#shared/graph/document'
import { factsOf, type GraphFacts } from '#shared/graph/facts'
import { readGraph } from '#shared/graph/read'
import { expectedWeights } from '#shared/graph/weights'
import { sizeOf } from '#shared/ops/ops'
import type { Plan } from '#shared/plan/plan'
import type { AnsweringNetwork, ImageFacts, LayerValues } from '../engine'
import { DataType, type Binding } from './binding'
import { feeds, fetches, labelNodes, normalised } from './compile'
import { correct, crossEntropy } from './loss'
import { hasWholeGradients } from './gradients'
import { GraphBuilder, type Tensor } from './graphdef'
import { expectLength, TensorFlowNetwork } from './network'
import { noRules } from './ops/convolution/rules'
import { Parameters, writeGroups, type WriteGroup } from './parameters'
import { castOp, Trace } from './trace'

/** Fetches of a layer, by its place in the order of computing. */
const valuesOf = (place: number): string => `layer${place}/values`
const gradientsOf = (place: number): string => `layer${place}/gradients`

interface Compiled {
  readonly graph: GraphBuilder
  readonly facts: GraphFacts
  readonly weights: readonly WriteGroup[]
  /** By the ids of the nodes: the place in the order of computing, the dimensions in TensorFlow's order, and whether the logits depend on it. */
  readonly layers: ReadonlyMap<string, { readonly place: number; readonly dims: readonly number[]; readonly leads: boolean }>
}

/**
 * Makes the graph: one walk over the network in evaluation, and the way back from a logit to every layer. Nothing of it is computed that
 * a fetch does not need, so that plain answers cost what they cost alone.
 */
function compileAnswering(graph: Graph, precision: Plan['precision'], images: ImageFacts, wholeGradients: () => boolean): Compiled {
  const facts = factsOf(graph)
  const g = new GraphBuilder()
  const input = g.replaceable(feeds.input, normalised(g, facts.input, images))
  const { labels, distribution } = labelNodes(g, facts.classes)
  const parameters = new Parameters(g, expectedWeights(graph), 'weight')
  const compute = precision === 'bfloat16' ? DataType.bfloat16 : DataType.float32
  // Nothing is random in evaluation.
  const trace = new Trace({ g, training: false, compute, seed: g.ints([0, 0]), batch: 1, rules: noRules, hasWholeGradients: wholeGradients }, parameters, input)
  const outputs = readGraph(facts.placed, (node) => trace.opsOf(node))
  const logits = trace.keep(castOp(g, outputs.get(facts.logits)!, DataType.float32))

  g.named(fetches.evaluationLoss, g.reduce('Mean', crossEntropy(g, logits, distribution).perPicture, [0]))
  g.named(fetches.evaluationCorrect, correct(g, logits, labels))
  g.named(fetches.logits, logits)
  g.named(fetches.probabilities, g.one('Softmax', [logits], { T: { type: DataType.float32 } }, DataType.float32, logits.dims))

  // The distribution of a class is 1 at its logit and 0 elsewhere: the gradient of that logit by all logits.
  const gradients = trace.gradients(logits, distribution)
  const layers = new Map(facts.placed.map(({ node }, place) => {
    const output: Tensor = outputs.get(node.id)!
    const gradient = gradients.get(output)
    g.named(valuesOf(place), g.cast(output, DataType.float32))
    if (gradient) g.named(gradientsOf(place), g.cast(gradient, DataType.float32))
    return [node.id, { place, dims: output.dims, leads: gradient !== undefined }] as const
  }))
  return { graph: g, facts, weights: writeGroups(g, 'weights', parameters.all()), layers }
}

/** A network that only answers, in a session of its own. */
export class TensorFlowAnswering extends TensorFlowNetwork implements AnsweringNetwork {
  private readonly layers: Compiled['layers']

  constructor(binding: Binding, graph: Graph, precision: Plan['precision'], images: ImageFacts) {
    const compiled = compileAnswering(graph, precision, images, () => hasWholeGradients(binding))
    super(binding, compiled, images)
    this.layers = compiled.layers
  }

  activations(images: Uint8Array | Float32Array, count: number, nodes: readonly string[]): ReadonlyMap<string, LayerValues> {
    const layers = nodes.map((node) => this.layer(node))
    const values = this.session.run(this.feed(images, count), layers.map(({ place }) => valuesOf(place)))
    return new Map(nodes.map((node, i) => [node, inOrder(values[i] as Float32Array, count, layers[i]!.dims)]))
  }

  saliency(images: Uint8Array | Float32Array, count: number, node: string, classes: Int32Array): { values: LayerValues; gradients: LayerValues } {
    const { place, dims, leads } = this.layer(node)
    if (!leads) throw new RangeError(`The logits do not depend on ${node}.`)
    expectLength('classes', classes.length, count)
    const feed = { ...this.feed(images, count), ...this.feedLabels({ images, count, labels: classes }) }
    const [values, gradients] = this.session.run(feed, [valuesOf(place), gradientsOf(place)]) as [Float32Array, Float32Array]
    return { values: inOrder(values, count, dims), gradients: inOrder(gradients, count, dims) }
  }

  private layer(node: string) {
    const layer = this.layers.get(node)
    if (!layer) throw new RangeError(`The network has no layer ${node}.`)
    return layer
  }
}

/** TensorFlow's [count, height, width, channels] as [count, channels, height, width]; vectors as they are. */
function inOrder(values: Float32Array, count: number, [, ...dims]: readonly number[]): LayerValues {
  if (dims.length !== 3) return { shape: dims, data: values }
  const [height, width, channels] = dims as [number, number, number]
  const data = new Float32Array(count * sizeOf(dims))
  const area = height * width
  for (let picture = 0, from = 0; picture < count; picture++)
    for (let at = 0; at < area; at++)
      for (let channel = 0; channel < channels; channel++) data[(picture * channels + channel) * area + at] = values[from++]!
  return { shape: [channels, height, width], data }
}
