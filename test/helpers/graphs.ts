import fc from 'fast-check'
import type { Pair, PaddingSetting } from '#shared/base/fields'
import type { Graph, LayerNode } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { settingsOf } from '#shared/graph/read'
import type { LayerKindName } from '#shared/layers/index'
import { sizeOf, type Shape } from '#shared/ops/ops'
import { noCost, shapeOps } from '#shared/ops/shapes'

/** One more layer on top, or a sum with an earlier value of the same shape; what does not fit where the network stands is left out. */
type Choice =
  | { kind: LayerKindName; params: Record<string, unknown> }
  /** Which of the earlier values that fit, counted from the newest. */
  | { kind: 'join'; back: number }

const pairOf = (min: number, max: number): fc.Arbitrary<Pair> => fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }))
const paddingWithin = (kernel: Pair): fc.Arbitrary<PaddingSetting> =>
  fc.oneof(fc.constantFrom('same' as const, 'valid' as const), fc.tuple(fc.integer({ min: 0, max: kernel[0] >> 1 }), fc.integer({ min: 0, max: kernel[1] >> 1 })))
const windowOf = (kernels: fc.Arbitrary<Pair>) =>
  kernels.chain((kernel) => fc.record({ kernel: fc.constant(kernel), stride: pairOf(1, 3), padding: paddingWithin(kernel) }))

const conv = fc.tuple(windowOf(pairOf(1, 5)), fc.integer({ min: 1, max: 6 }), fc.boolean())
  .map(([window, filters, bias]): Choice => ({ kind: 'conv2d', params: { ...window, filters, bias } }))
/** Keeps the size, and often the channels, so that sums find something of the same shape. */
const keepingConv = { filters: 3, padding: 'same' }
const batchNorm = fc.record({ momentum: fc.constantFrom(0.1, 0.3), epsilon: fc.constantFrom(1e-5, 1e-3) }).map((params): Choice => ({ kind: 'batchNorm', params }))
const maxPool = windowOf(pairOf(1, 3)).map((params): Choice => ({ kind: 'maxPool', params }))
const dense = fc.record({ units: fc.integer({ min: 1, max: 8 }), bias: fc.boolean() }).map((params): Choice => ({ kind: 'dense', params }))
const plain = fc.constantFrom<Choice>({ kind: 'relu', params: {} }, { kind: 'flatten', params: {} }, { kind: 'dropout', params: { rate: 0 } })
const join = fc.nat(5).map((back): Choice => ({ kind: 'join', back }))

const often = (arbitrary: fc.Arbitrary<Choice>) => ({ weight: 3, arbitrary })
const layer = fc.oneof(often(conv), often(fc.constant({ kind: 'conv2d', params: keepingConv })), often(plain), often(join), batchNorm, maxPool, dense)

/** Sound networks of up to a dozen layers of every kind, with branches that meet again, on small pictures; they compute the same each time. */
export const graphs: fc.Arbitrary<Graph> = fc
  .tuple(
    fc.record({ channels: fc.integer({ min: 1, max: 3 }), height: fc.integer({ min: 3, max: 9 }), width: fc.integer({ min: 3, max: 9 }) }),
    fc.array(layer, { minLength: 2, maxLength: 12 }),
    fc.integer({ min: 2, max: 5 }),
    fc.boolean(),
  )
  .map(([picture, choices, classes, softmax]) => build(picture, choices, classes, softmax))

function build(picture: Record<string, number>, choices: readonly Choice[], classes: number, softmax: boolean): Graph {
  let graph: Graph = { format: 'vgg-studio-graph', version: 1, name: 'random', nodes: [node('input0', 'input', picture)], edges: [] }
  let top = 'input0'
  const shapes = new Map<string, Shape>([['input0', [picture.channels!, picture.height!, picture.width!]]])

  const put = (kind: LayerKindName, params: Record<string, unknown>, inputs: readonly string[]): void => {
    const name = `${kind}${graph.nodes.length}`
    const shape = outputOf(node(name, kind, params), inputs.map((id) => shapes.get(id)!))
    if (!shape) return
    graph = { ...graph, nodes: [...graph.nodes, node(name, kind, params)], edges: [...graph.edges, ...inputs.map((from, port) => ({ from, to: name, port }))] }
    shapes.set(name, shape)
    top = name
  }
  for (const choice of choices) {
    if (choice.kind === 'join') {
      const fitting = [...shapes].filter(([, shape]) => String(shape) === String(shapes.get(top))).map(([id]) => id).reverse()
      put('add', {}, [top, fitting[choice.back % fitting.length]!])
    } else if (choice.kind !== 'batchNorm') put(choice.kind, choice.params, [top])
    else if (isWide(shapes.get(top)!)) {
      put('conv2d', keepingConv, [top])
      put('batchNorm', choice.params, [top])
    }
  }
  if (shapes.get(top)!.length > 1) put('flatten', {}, [top])
  put('dense', { units: classes }, [top])
  if (softmax) put('softmax', {}, [top])
  factsOf(graph)
  return graph
}

/** A normalisation of few or equal values multiplies their rounding: it gets a map of some pixels, behind a convolution that makes them differ. */
const isWide = (shape: Shape) => shape.length === 3 && sizeOf(shape.slice(1)) >= 9

const node = (name: string, kind: LayerKindName, params: Record<string, unknown>): LayerNode => ({ id: name, kind, name, params })

/** The layer's output shape, or nothing when it does not take these inputs. */
function outputOf(layer: LayerNode, inputs: readonly Shape[]): Shape | undefined {
  const { kind, values } = settingsOf(layer)
  try {
    return kind.build(shapeOps(layer.name, noCost()), inputs, values)
  } catch {
    return undefined
  }
}
