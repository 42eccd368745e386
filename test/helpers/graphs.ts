import fc from 'fast-check'
import type { Pair, PaddingSetting } from '#shared/base/fields'
import type { Graph, LayerNode } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { settingsOf } from '#shared/graph/read'
import type { LayerKindName } from '#shared/layers/index'
import { sizeOf, type Shape } from '#shared/ops/ops'
import { noCost, shapeOps } from '#shared/ops/shapes'

/** One more layer on top, or a meeting with an earlier value that fits; what does not fit where the network stands is left out. */
type Choice =
  | { kind: LayerKindName; params: Record<string, unknown> }
  /** A convolution in groups: which divisor of the channels, counted from the largest, and how many filters a group. */
  | { kind: 'grouped'; divisor: number; each: number; params: Record<string, unknown> }
  /** Which of the earlier values that fit, counted from the newest. */
  | { kind: 'join'; how: 'add' | 'multiply' | 'concat'; back: number }
  /** The map times a number between 0 and 1 for each of its channels, made of its mean; the numbers as a vector or as a map of one pixel. */
  | { kind: 'weigh'; asVector: boolean }

const pairOf = (min: number, max: number): fc.Arbitrary<Pair> => fc.tuple(fc.integer({ min, max }), fc.integer({ min, max }))
const paddingWithin = (kernel: Pair): fc.Arbitrary<PaddingSetting> =>
  fc.oneof(fc.constantFrom('same' as const, 'valid' as const), fc.tuple(fc.integer({ min: 0, max: kernel[0] >> 1 }), fc.integer({ min: 0, max: kernel[1] >> 1 })))
const windowOf = (kernels: fc.Arbitrary<Pair>) =>
  kernels.chain((kernel) => fc.record({ kernel: fc.constant(kernel), stride: pairOf(1, 3), padding: paddingWithin(kernel) }))

const dilation = fc.oneof(fc.constant<Pair>([1, 1]), pairOf(1, 3))
const conv = fc.tuple(windowOf(pairOf(1, 5)), dilation, fc.integer({ min: 1, max: 6 }), fc.boolean())
  .map(([window, spread, filters, bias]): Choice => ({ kind: 'conv2d', params: { ...window, dilation: spread, filters, bias } }))
const grouped = fc.tuple(windowOf(pairOf(1, 3)), dilation, fc.nat(3), fc.integer({ min: 1, max: 2 }), fc.boolean())
  .map(([window, spread, divisor, each, bias]): Choice => ({ kind: 'grouped', divisor, each, params: { ...window, dilation: spread, bias } }))
/** Keeps the size, and often the channels, so that sums find something of the same shape. */
const keepingConv = { filters: 3, padding: 'same' }
const epsilon = fc.constantFrom(1e-5, 1e-3)
const normalisation = fc.oneof(
  fc.record({ momentum: fc.constantFrom(0.1, 0.3), epsilon, fixedScale: fc.boolean() }).map((params): Choice => ({ kind: 'batchNorm', params })),
  fc.record({ groups: fc.constantFrom(1, keepingConv.filters), epsilon }).map((params): Choice => ({ kind: 'groupNorm', params })),
  fc.record({ epsilon }).map((params): Choice => ({ kind: 'layerNorm', params })),
)
const normalisations: readonly string[] = ['batchNorm', 'groupNorm', 'layerNorm']
const pool = fc.tuple(fc.constantFrom('maxPool' as const, 'avgPool' as const), windowOf(pairOf(1, 3)), fc.boolean())
  .map(([kind, window, ceilMode]): Choice => ({ kind, params: { ...window, ceilMode } }))
const size = fc.oneof(
  fc.constantFrom<Choice>({ kind: 'globalAveragePool', params: {} }, { kind: 'globalMaxPool', params: {} }),
  fc.tuple(fc.constantFrom('adaptiveAvgPool' as const, 'resize' as const), pairOf(1, 7)).map(([kind, to]): Choice => ({ kind, params: { size: to } })),
  fc.tuple(fc.constantFrom('nearest', 'bilinear'), pairOf(1, 2)).map(([mode, scale]): Choice => ({ kind: 'upsample', params: { mode, scale } })),
)
const dense = fc.record({ units: fc.integer({ min: 1, max: 8 }), bias: fc.boolean() }).map((params): Choice => ({ kind: 'dense', params }))
const plain = fc.constantFrom<Choice>(
  { kind: 'relu', params: {} }, { kind: 'flatten', params: {} }, { kind: 'dropout', params: { rate: 0 } }, { kind: 'spatialDropout', params: { rate: 0 } })
const activation = fc.constantFrom<Choice>(
  { kind: 'leakyRelu', params: { slope: 0.2 } }, { kind: 'elu', params: {} }, { kind: 'elu', params: { alpha: 0.6 } }, { kind: 'gelu', params: {} },
  { kind: 'gelu', params: { tanh: true } }, { kind: 'silu', params: {} }, { kind: 'sigmoid', params: {} }, { kind: 'tanh', params: {} })
const join = fc.record({ how: fc.constantFrom('add' as const, 'multiply' as const, 'concat' as const), back: fc.nat(5) }).map((how): Choice => ({ kind: 'join', ...how }))
const weigh = fc.boolean().map((asVector): Choice => ({ kind: 'weigh', asVector }))

const often = (arbitrary: fc.Arbitrary<Choice>) => ({ weight: 3, arbitrary })
const layer = fc.oneof(
  often(conv), often(fc.constant({ kind: 'conv2d', params: keepingConv })), often(grouped), often(pool), often(size), often(plain), often(activation), often(join),
  weigh, normalisation, dense,
)

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
    const [before, shape] = [top, shapes.get(top)!]
    if (choice.kind === 'join') {
      const meets = choice.how === 'concat' ? (other: Shape) => String(other.slice(1)) === String(shape.slice(1)) : (other: Shape) => String(other) === String(shape)
      const fitting = [...shapes].filter(([, other]) => meets(other)).map(([id]) => id).reverse()
      const other = fitting[choice.back % fitting.length]!
      // A factor stays between 0 and 1, so that values do not grow without end.
      if (choice.how === 'multiply') put('sigmoid', {}, [other])
      put(choice.how, {}, [before, choice.how === 'multiply' ? top : other])
    } else if (choice.kind === 'grouped') {
      const channels = shape[0]!
      const divisors = Array.from({ length: channels }, (_, i) => channels - i).filter((groups) => channels % groups === 0)
      const groups = divisors[choice.divisor % divisors.length]!
      put('conv2d', { ...choice.params, groups, filters: groups * choice.each }, [top])
    } else if (choice.kind === 'weigh') {
      if (shape.length !== 3) continue
      put('globalAveragePool', {}, [top])
      if (choice.asVector) put('flatten', {}, [top])
      put('sigmoid', {}, [top])
      put('multiply', {}, [before, top])
    } else if (!normalisations.includes(choice.kind)) put(choice.kind, choice.params, [top])
    else if (isWide(shape)) {
      put('conv2d', keepingConv, [top])
      put(choice.kind, choice.params, [top])
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
