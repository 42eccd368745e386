import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { readGraph } from '#shared/graph/read'
import { checkWeights, expectedWeights } from '#shared/graph/weights'
import { sizeOf } from '#shared/ops/ops'
import type { ServingNetwork, Weights } from '../engine'
import { DataType, type Binding } from './binding'
import { GraphBuilder } from './graphdef'
import { expectLength } from './network'
import { noRules } from './ops/convolution/rules'
import { toInside } from './parameters'
import { Session } from './session'
import { Trace } from './trace'

/** What a network's end is called for those who ask it. */
const endOf = (graph: Graph) => {
  const { placed, logits } = factsOf(graph)
  return placed.at(-1)!.node.id === logits ? 'logits' : 'probabilities'
}

/** The parts of saved_model.pb: the network in evaluation, its weights as constants. Throws weightsDiffer. */
export function servingModel(graph: Graph, weights: Weights): Uint8Array[] {
  const { placed, input } = factsOf(graph)
  checkWeights(expectedWeights(graph), weights)
  const [channels, height, width] = input as [number, number, number]
  const g = new GraphBuilder()
  const pictures = g.placeholder('input', DataType.float32, [-1, height, width, channels])
  const of = (name: string) => {
    const { dims, data } = toInside(weights.get(name)!)
    // Each tensor is asked for once, by its own layer.
    return { value: g.constant(DataType.float32, dims, data) }
  }
  // Only gradients of grouped and dilated convolutions are not there everywhere, and here there are none.
  const trace = new Trace({ g, training: false, compute: DataType.float32, seed: g.ints([0, 0]), batch: 1, rules: noRules, hasWholeGradients: () => true }, { of }, pictures)
  const outputs = readGraph(placed, (node) => trace.opsOf(node))
  const end = endOf(graph)
  return g.savedModel({ inputs: { input: pictures }, outputs: { [end]: g.named(end, outputs.get(placed.at(-1)!.node.id)!) } })
}

/** Such a file, loaded. */
export class TensorFlowServing implements ServingNetwork {
  private readonly session: Session
  private readonly dims: readonly number[]
  private readonly end: string

  constructor(binding: Binding, folder: string, graph: Graph) {
    const [channels, height, width] = factsOf(graph).input as [number, number, number]
    this.session = new Session(binding, { folder })
    this.dims = [height, width, channels]
    this.end = endOf(graph)
  }

  answer(input: Float32Array, count: number): Float32Array {
    expectLength('pictures', input.length, count * sizeOf(this.dims))
    return this.session.run({ input: { dims: [count, ...this.dims], data: input } }, [this.end])[0] as Float32Array
  }

  dispose(): void {
    this.session.close()
  }
}
