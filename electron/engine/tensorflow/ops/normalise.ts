import { sizeOf } from '#shared/ops/ops'
import { DataType } from '../binding'
import type { GraphBuilder, Tensor } from '../graphdef'

/** Values of mean 0 and deviation 1, [batch, pixels, channels] in float32, and the way back from the gradient by them. */
interface Normal {
  readonly normal: Tensor
  back(dNormal: Tensor): Tensor
}

/** A picture's values as [batch, pixels, channels] in float32; a vector is one pixel. */
export function flat(g: GraphBuilder, x: Tensor): Tensor {
  return g.reshape(g.cast(x, DataType.float32), [-1, sizeOf(x.dims.slice(1, -1)), x.dims.at(-1)!])
}

/** What `flat` made, in the dimensions and the type of x. */
export function unflat(g: GraphBuilder, values: Tensor, x: Tensor): Tensor {
  return g.cast(g.reshape(values, x.dims), x.type)
}

/**
 * n = (x - mean) · r with r = 1 / √(variance + epsilon), both over a picture's group of channels and all pixels; x is flat.
 * dx = r · (dn - mean(dn) - n · mean(dn · n)). In float32 whatever the compute type is: a sum of many values needs it.
 */
export function normalise(g: GraphBuilder, x: Tensor, groups: number, epsilon: number): Normal {
  const mean = (values: Tensor) => groupMeans(g, values, groups)
  const centred = g.binary('Sub', x, mean(x))
  const variance = mean(g.binary('Mul', centred, centred))
  const r = g.one('Rsqrt', [g.binary('AddV2', variance, g.float(epsilon))], { T: { type: x.type } }, x.type, variance.dims)
  const normal = g.binary('Mul', centred, r)
  return {
    normal,
    back(dNormal) {
      const along = g.binary('Mul', normal, mean(g.binary('Mul', dNormal, normal)))
      return g.binary('Mul', g.binary('Sub', g.binary('Sub', dNormal, mean(dNormal)), along), r)
    },
  }
}

/** For each channel the mean of its group: [batch, pixels, channels] to [batch, 1, channels]. Pixels first, which are many and lie evenly. */
function groupMeans(g: GraphBuilder, x: Tensor, groups: number): Tensor {
  const channels = x.dims[2]!
  const size = channels / groups
  const means = g.reduce('Mean', g.reshape(g.reduce('Mean', x, [1]), [-1, groups, size]), [2])
  const types = { T: { type: x.type }, Tmultiples: { type: DataType.int32 } }
  const repeated = g.one('Tile', [g.reshape(means, [-1, groups, 1]), g.ints([1, 1, size])], types, x.type, [-1, groups, size])
  return g.reshape(repeated, [-1, 1, channels])
}
