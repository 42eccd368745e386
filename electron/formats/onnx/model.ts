import type { Weights } from '#electron/engine/engine'
import type { Graph, LayerNode } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { modulePaths } from '#shared/graph/modules'
import { readGraph } from '#shared/graph/read'
import type { ComputingOp, Ops } from '#shared/ops/ops'
import { OnnxGraph, type Value } from './graph'
import { onnxRules } from './ops'

/** The operators' version: ONNX 1.12, of 2022. Every runtime of today reads it, and it has all that the vocabulary needs. */
const OPSET = 17
/** Of the file itself, as ONNX 1.12 writes it. */
const IR_VERSION = 8

/** The names by which a network in ONNX is fed and asked. */
export const onnxNames = { input: 'input', output: 'output' } as const

/**
 * The parts of an ONNX file: a sound network in evaluation, float32, that takes `input` [batch, channels, height, width], already normalised, and gives
 * `output` [batch, classes]. Tensors bear PyTorch's names. Values are not copied; the whole must stay below 2 GB.
 */
export function onnxModel(graph: Graph, weights: Weights, metadata: Readonly<Record<string, string>>): Uint8Array[] {
  const { placed, input: shape } = factsOf(graph)
  const g = new OnnxGraph()
  const input: Value = { name: onnxNames.input, shape }
  const paths = modulePaths(placed.map(({ node }) => node.name))
  const outputs = readGraph(placed, (node) => opsOf(g, node, input, weights, paths))
  // The end gets its name from a node of its own, since a layer may hand its input through.
  const last = outputs.get(placed.at(-1)!.node.id)!
  const output = g.renamed(last, onnxNames.output)
  return g.model({ name: graph.name, input, output, producer: 'VGG Studio', opset: OPSET, irVersion: IR_VERSION, metadata })
}

/** The reading of a layer as nodes of ONNX. */
function opsOf(g: OnnxGraph, node: LayerNode, input: Value, weights: Weights, paths: ReadonlyMap<string, string>): Ops<Value> {
  const tensor = (name: string): Value => {
    const { shape, data } = weights.get(`${node.name}.${name}`)!
    return g.floats(`${paths.get(node.name)!}.${name}`, shape, data)
  }
  const rules = Object.fromEntries(Object.entries(onnxRules).map(([name, rule]) => [name, (...args: unknown[]) => (rule as (g: OnnxGraph, ...args: unknown[]) => Value)(g, ...args)])) as Pick<Ops<Value>, ComputingOp>
  return { ...rules, images: () => input, parameter: tensor, statistic: tensor, shape: (x) => x.shape }
}
