import { sizeOf } from '#shared/ops/ops'
import { DataType } from '../binding'
import type { GraphBuilder, Tensor } from '../graphdef'

/** A picture's values as [batch, pixels, channels] in float32; a vector is one pixel. */
export function flat(g: GraphBuilder, x: Tensor): Tensor {
  return g.reshape(g.cast(x, DataType.float32), [-1, sizeOf(x.dims.slice(1, -1)), x.dims.at(-1)!])
}

/** What `flat` made, in the dimensions and the type of x. */
export function unflat(g: GraphBuilder, values: Tensor, x: Tensor): Tensor {
  return g.cast(g.reshape(values, x.dims), x.type)
}

/** Flat values, and for every picture and channel, [batch, channels], the mean of its group and r = 1 / √(variance + epsilon). */
interface Moments {
  readonly x: Tensor
  readonly groups: number
  readonly mean: Tensor
  readonly r: Tensor
}

/** What is known of flat values x in groups; the normalised ones are n = (x - mean) · r. In float32 whatever the compute type is: a sum of many values needs it. */
export function moments(g: GraphBuilder, x: Tensor, groups: number, epsilon: number): Moments {
  const mean = groupMeans(g, g.reduce('Mean', x, [1]), groups)
  const squares = g.one('SquaredDifference', [x, everyPixel(g, mean)], { T: { type: x.type } }, x.type, x.dims)
  const variance = groupMeans(g, g.reduce('Mean', squares, [1]), groups)
  return { x, groups, mean, r: g.one('Rsqrt', [g.binary('AddV2', variance, g.float(epsilon))], { T: { type: x.type } }, x.type, variance.dims) }
}

/** x · factor + constant, both one number a picture and channel: few passes over the many values, the rest is done on the few. */
export function scaled(g: GraphBuilder, x: Tensor, factor: Tensor, constant: Tensor): Tensor {
  return g.binary('AddV2', g.binary('Mul', x, everyPixel(g, factor)), everyPixel(g, constant))
}

/** Over the pixels, [batch, channels], of a gradient d. */
interface Sums {
  /** Σ d */
  readonly plain: Tensor
  /** Σ d · n */
  readonly along: Tensor
}

/** The sums of a gradient d, of the dimensions of x. */
export function sums(g: GraphBuilder, d: Tensor, { x, mean, r }: Moments): Sums {
  const plain = g.reduce('Sum', d, [1])
  const products = g.reduce('Sum', g.binary('Mul', d, x), [1])
  return { plain, along: g.binary('Mul', g.binary('Sub', products, g.binary('Mul', mean, plain)), r) }
}

/** dx = r · (dn - mean(dn) - n · mean(dn · n)), the means over a group's values; `direct` is r · dn, and the sums are of dn. */
export function back(g: GraphBuilder, direct: Tensor, { plain, along }: Sums, { x, groups, mean, r }: Moments): Tensor {
  const overGroup = (sum: Tensor) => g.binary('Mul', groupMeans(g, sum, groups), g.float(1 / x.dims[1]!))
  const slope = g.binary('Mul', g.binary('Mul', overGroup(along), r), r)
  const constant = g.binary('Sub', g.binary('Mul', mean, slope), g.binary('Mul', overGroup(plain), r))
  return g.binary('AddV2', g.binary('Sub', direct, g.binary('Mul', x, everyPixel(g, slope))), everyPixel(g, constant))
}

/** One number a picture and channel, the same for every pixel: [batch, channels] to [batch, 1, channels]. */
export function everyPixel(g: GraphBuilder, x: Tensor): Tensor {
  return g.reshape(x, [-1, 1, x.dims[1]!])
}

/** For each channel the mean of its group, [batch, channels] to the same. */
function groupMeans(g: GraphBuilder, x: Tensor, groups: number): Tensor {
  const channels = x.dims[1]!
  const size = channels / groups
  const means = g.reduce('Mean', g.reshape(x, [-1, groups, size]), [2])
  const types = { T: { type: x.type }, Tmultiples: { type: DataType.int32 } }
  const repeated = g.one('Tile', [g.reshape(means, [-1, groups, 1]), g.ints([1, 1, size])], types, x.type, [-1, groups, size])
  return g.reshape(repeated, [-1, channels])
}
