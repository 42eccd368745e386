import { adaptiveMixing, bilinearMixing, type Mixing } from '#shared/ops/mixing'
import { divisors, wholePadding } from '#shared/ops/pooling'
import type { ComputingOp, Ops, Padding, PoolAttributes } from '#shared/ops/ops'
import type { OnnxGraph, Value } from './graph'

/** An op as nodes of ONNX, in evaluation. Maps are [batch, channels, height, width] and weights have PyTorch's layouts: nothing is turned around. */
type OnnxRule<K extends ComputingOp> = (g: OnnxGraph, ...args: Parameters<Ops<Value>[K]>) => Value

/** How each op of the vocabulary is said in ONNX, with operators of opset 17 alone. An op that lacks a row does not compile. */
export const onnxRules: { readonly [K in ComputingOp]: OnnxRule<K> } = {
  conv2d: (g, x, kernel, attributes) => {
    const { stride, padding, dilation, groups } = attributes
    return g.node('Conv', [x, kernel], g.shapes.conv2d(x.shape, kernel.shape, attributes), {
      kernel_shape: { ints: kernel.shape.slice(2) }, strides: { ints: stride }, pads: { ints: padsOf(padding) }, dilations: { ints: dilation }, group: { int: groups },
    })
  },
  linear: (g, x, weight) => g.node('Gemm', [x, weight], g.shapes.linear(x.shape, weight.shape), { transB: { int: 1 } }),
  addBias(_g, x, bias) {
    // A bias follows a convolution or a linear layer, whose node takes it as its third input.
    if (!x.node || (x.node.op !== 'Conv' && x.node.op !== 'Gemm') || x.node.inputs.length !== 2) throw new Error(`${x.name} cannot take a bias.`)
    x.node.inputs.push(bias.name)
    return x
  },

  batchNorm: (g, x, scale, shift, mean, variance, { epsilon }) => g.node('BatchNormalization', [x, scale, shift, mean, variance], x.shape, { epsilon: { float: epsilon } }),
  groupNorm(g, x, scale, shift, { groups, epsilon }) {
    const rows = g.reshape(x, [groups, -1])
    const [ones, zeros] = [g.floats(`${groups} ones`, [groups], new Float32Array(groups).fill(1)), g.floats(`${groups} zeros`, [groups], new Float32Array(groups))]
    const normal = g.reshape(g.node('InstanceNormalization', [rows, ones, zeros], rows.shape, { epsilon: { float: epsilon } }), x.shape)
    return binary(g, 'Add', binary(g, 'Mul', normal, perChannel(g, scale, x)), perChannel(g, shift, x))
  },
  layerNorm: (g, x, scale, shift, epsilon) => g.node('LayerNormalization', [x, scale, shift], x.shape, { axis: { int: 1 }, epsilon: { float: epsilon } }),

  relu: (g, x) => g.node('Relu', [x], x.shape),
  leakyRelu: (g, x, slope) => g.node('LeakyRelu', [x], x.shape, { alpha: { float: slope } }),
  elu: (g, x, alpha) => g.node('Elu', [x], x.shape, { alpha: { float: alpha } }),
  gelu(g, x, byTanh) {
    const share = byTanh
      ? g.node('Tanh', [binary(g, 'Mul', binary(g, 'Add', x, binary(g, 'Mul', binary(g, 'Mul', binary(g, 'Mul', x, x), x), g.scalar(0.044715))), g.scalar(Math.sqrt(2 / Math.PI)))], x.shape)
      : g.node('Erf', [binary(g, 'Mul', x, g.scalar(Math.SQRT1_2))], x.shape)
    return binary(g, 'Mul', binary(g, 'Mul', x, g.scalar(0.5)), binary(g, 'Add', share, g.scalar(1)))
  },
  silu: (g, x) => binary(g, 'Mul', x, g.node('Sigmoid', [x], x.shape)),
  sigmoid: (g, x) => g.node('Sigmoid', [x], x.shape),
  tanh: (g, x) => g.node('Tanh', [x], x.shape),

  // ONNX's padding never wins either.
  maxPool: (g, x, attributes) => g.node('MaxPool', [x], g.shapes.maxPool(x.shape, attributes), windowOf(x, attributes)),
  avgPool(g, x, attributes) {
    const { kernel, stride, padding, ceilMode } = attributes
    const shape = g.shapes.avgPool(x.shape, attributes)
    const y = g.node('AveragePool', [x], shape, { ...windowOf(x, attributes), count_include_pad: { int: 1 } })
    // Like TensorFlow, it divides by the kernel's size; a window that reaches past the padded map is scaled to its own divisor.
    const [down, across] = [divisors(x.shape[1]!, kernel[0], stride[0], padding.top, padding.bottom, ceilMode), divisors(x.shape[2]!, kernel[1], stride[1], padding.left, padding.right, ceilMode)]
    const factors = down.flatMap((rows) => across.map((columns) => (kernel[0] * kernel[1]) / (rows * columns)))
    if (factors.every((factor) => factor === 1)) return y
    return binary(g, 'Mul', y, g.floats(`factors of ${y.name}`, [1, down.length, across.length], Float32Array.from(factors)))
  },
  adaptiveAvgPool(g, x, size) {
    const [, height, width] = x.shape as [number, number, number]
    if (size[0] === height && size[1] === width) return x
    if (size[0] === 1 && size[1] === 1) return g.node('GlobalAveragePool', [x], g.shapes.adaptiveAvgPool(x.shape, size))
    return mix(g, x, adaptiveMixing(height, size[0]), adaptiveMixing(width, size[1]))
  },
  upsampleNearest: (g, x, scale) => {
    const scales = g.floats(`scale ${scale.join(' ')}`, [4], Float32Array.of(1, 1, ...scale))
    const none = { name: '', shape: [] }
    return g.node('Resize', [x, none, scales], g.shapes.upsampleNearest(x.shape, scale), { mode: { text: 'nearest' }, coordinate_transformation_mode: { text: 'asymmetric' }, nearest_mode: { text: 'floor' } })
  },
  resizeBilinear: (g, x, size) => mix(g, x, bilinearMixing(x.shape[1]!, size[0]), bilinearMixing(x.shape[2]!, size[1])),

  flatten: (g, x) => g.node('Flatten', [x], g.shapes.flatten(x.shape), { axis: { int: 1 } }),
  // Only training drops anything.
  dropout: (_g, x) => x,
  spatialDropout: (_g, x) => x,
  add: (g, a, b) => binary(g, 'Add', a, b),
  multiply(g, a, b) {
    const shape = g.shapes.multiply(a.shape, b.shape)
    const spread = (x: Value) => (x.shape.length < shape.length ? g.reshape(x, [x.shape[0]!, 1, 1]) : x)
    return g.node('Mul', [spread(a), spread(b)], shape)
  },
  concat: (g, xs) => g.node('Concat', xs, g.shapes.concat(xs.map(({ shape }) => shape)), { axis: { int: 1 } }),
  softmax: (g, x) => g.node('Softmax', [x], x.shape, { axis: { int: 1 } }),
}

/** An op value by value, with the shape of the first. */
function binary(g: OnnxGraph, op: 'Add' | 'Mul', a: Value, b: Value): Value {
  return g.node(op, [a, b], a.shape)
}

/** One number a channel, for every pixel of the map x. */
function perChannel(g: OnnxGraph, parameter: Value, x: Value): Value {
  if (x.shape.length === 1) return parameter
  const channels = parameter.shape[0]!
  return g.node('Reshape', [parameter, g.ints([channels, 1, 1])], [channels, 1, 1])
}

function padsOf({ top, bottom, left, right }: Padding): number[] {
  return [top, left, bottom, right]
}

/** The windows of a pool, padded so that every one is whole. */
function windowOf(x: Value, attributes: PoolAttributes) {
  const padding = wholePadding([x.shape[1]!, x.shape[2]!], attributes)
  return { kernel_shape: { ints: attributes.kernel }, strides: { ints: attributes.stride }, pads: { ints: padsOf(padding) } }
}

/** rows · x · columnsᵀ for each channel. */
function mix(g: OnnxGraph, x: Value, rows: Mixing, columns: Mixing): Value {
  const [channels, , width] = x.shape as [number, number, number]
  const down = g.floats(`rows of ${x.name}`, [rows.to, rows.from], rows.weights)
  const across = g.floats(`columns of ${x.name}`, [columns.from, columns.to], turned(columns))
  return g.node('MatMul', [g.node('MatMul', [down, x], [channels, rows.to, width]), across], [channels, rows.to, columns.to])
}

function turned({ from, to, weights }: Mixing): Float32Array {
  return Float32Array.from({ length: weights.length }, (_, i) => weights[(i % to) * from + Math.floor(i / to)]!)
}
