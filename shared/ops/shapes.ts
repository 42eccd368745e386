import { problem } from '../base/problem'
import { sizeOf, span, windows, type Ops, type PoolAttributes, type Shape } from './ops'

/** What a layer costs for one picture. */
export interface Cost {
  /** Learned numbers. */
  parameters: number
  /** Multiply-adds, one each; adding a bias, normalising, averaging and comparing are not counted, as is usual. */
  multiplyAdds: number
  /** Bytes of the values that training keeps for the way back, in float32. */
  activationBytes: number
  /** Of these, bytes of values that are float32 in every precision. */
  wideBytes: number
}

export const noCost = (): Cost => ({ parameters: 0, multiplyAdds: 0, activationBytes: 0, wideBytes: 0 })

/** The reading of a layer as shapes; what it costs is added to `cost`. Throws the problem of a shape that does not fit, naming `layer`. */
export function shapeOps(layer: string, cost: Cost): Ops<Shape> {
  const keeps = (shape: Shape): Shape => {
    cost.activationBytes += 4 * sizeOf(shape)
    return shape
  }
  const mapOf = (x: Shape): readonly [number, number, number] => {
    if (x.length !== 3) throw problem('needsMap', { layer, have: showShape(x) })
    return x as unknown as readonly [number, number, number]
  }
  const vectorOf = (x: Shape): number => {
    if (x.length !== 1) throw problem('needsVector', { layer, have: showShape(x) })
    return x[0]!
  }
  const slide = (x: Shape, { kernel, stride, padding, ceilMode }: PoolAttributes, shown = `${kernel[0]} × ${kernel[1]}`) => {
    const [, height, width] = mapOf(x)
    const out = [
      windows(height, kernel[0], stride[0], padding.top, padding.bottom, ceilMode),
      windows(width, kernel[1], stride[1], padding.left, padding.right, ceilMode),
    ] as const
    if (out[0] < 1 || out[1] < 1)
      throw problem('mapTooSmall', { layer, have: `${height} × ${width}`, kernel: shown, out: `${Math.max(0, out[0])} × ${Math.max(0, out[1])}` })
    return out
  }
  const pool = (x: Shape, attributes: PoolAttributes): Shape => {
    const [channels] = mapOf(x)
    const { kernel, padding: { top, bottom, left, right } } = attributes
    if (Math.max(top, bottom) > kernel[0] / 2 || Math.max(left, right) > kernel[1] / 2)
      throw problem('poolPaddingTooLarge', { layer, padding: `${Math.max(top, bottom)} × ${Math.max(left, right)}`, kernel: `${kernel[0]} × ${kernel[1]}` })
    return keeps([channels, ...slide(x, attributes)])
  }

  return {
    images: (shape) => shape,
    parameter(_name, shape) {
      cost.parameters += sizeOf(shape)
      return shape
    },
    statistic: (_name, shape) => shape,
    shape: (x) => x,
    conv2d(x, kernel, { dilation, groups, ...attributes }) {
      const [out, perGroup, kh, kw] = kernel as [number, number, number, number]
      const [channels] = mapOf(x)
      if (channels % groups || out % groups) throw problem('groupsDoNotDivide', { layer, groups, channels, filters: out })
      const spanned = [span(kh, dilation[0]), span(kw, dilation[1])] as const
      const shown = `${kh} × ${kw}${spanned[0] > kh || spanned[1] > kw ? ` (dilated to ${spanned[0]} × ${spanned[1]})` : ''}`
      const [height, width] = slide(x, { ...attributes, kernel: spanned, ceilMode: false }, shown)
      cost.multiplyAdds += out * perGroup * kh * kw * height * width
      return keeps([out, height, width])
    },
    addBias: (x) => x,
    batchNorm: (x) => keeps(x),
    groupNorm(x, _scale, _shift, { groups }) {
      const channels = x[0]!
      if (channels % groups) throw problem('normGroupsDoNotDivide', { layer, groups, channels })
      return keeps(x)
    },
    layerNorm: (x) => keeps(x),
    relu: (x) => keeps(x),
    leakyRelu: (x) => keeps(x),
    elu: (x) => keeps(x),
    gelu(x) {
      // Beside its result two more of the map, Φ and what its slope is made of, in float32 whatever the precision.
      cost.wideBytes += 8 * sizeOf(x)
      cost.activationBytes += 8 * sizeOf(x)
      return keeps(x)
    },
    silu: (x) => keeps(x),
    sigmoid: (x) => keeps(x),
    tanh: (x) => keeps(x),
    maxPool: pool,
    avgPool: pool,
    adaptiveAvgPool: (x, size) => keeps([mapOf(x)[0], ...size]),
    upsampleNearest(x, [down, across]) {
      const [channels, height, width] = mapOf(x)
      return keeps([channels, height * down, width * across])
    },
    resizeBilinear(x, size) {
      const resized = [mapOf(x)[0], ...size]
      // Each value is a weighted sum of four.
      cost.multiplyAdds += 4 * sizeOf(resized)
      return keeps(resized)
    },
    flatten: (x) => [sizeOf(x)],
    linear(x, weight) {
      const [out, features] = weight as [number, number]
      const have = vectorOf(x)
      if (have !== features) throw problem('featuresDiffer', { layer, have, need: features })
      cost.multiplyAdds += out * features
      return keeps([out])
    },
    dropout: (x, rate) => (rate > 0 ? keeps(x) : x),
    spatialDropout(x, rate) {
      mapOf(x)
      return rate > 0 ? keeps(x) : x
    },
    add(a, b) {
      if (String(a) !== String(b)) throw problem('shapesDiffer', { layer, first: showShape(a), second: showShape(b) })
      return keeps(a)
    },
    multiply(a, b) {
      if (String(a) === String(b) || weighs(b, a)) return keeps(a)
      if (weighs(a, b)) return keeps(b)
      throw problem('cannotMultiply', { layer, first: showShape(a), second: showShape(b) })
    },
    concat(xs) {
      const first = xs[0]!
      const other = xs.find((x) => x.length !== first.length || String(x.slice(1)) !== String(first.slice(1)))
      if (other) throw problem('cannotConcat', { layer, first: showShape(first), second: showShape(other) })
      return keeps([xs.reduce((sum, x) => sum + x[0]!, 0), ...first.slice(1)])
    },
    softmax(x) {
      vectorOf(x)
      return keeps(x)
    },
  }
}

/** Whether `a` is one number for each channel of the map `b`. */
function weighs(a: Shape, b: Shape): boolean {
  return b.length === 3 && a[0] === b[0] && a.slice(1).every((size) => size === 1)
}

/** A shape for people: 64 × 32 × 32. */
export function showShape(shape: Shape): string {
  return shape.join(' × ')
}
