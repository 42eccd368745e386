import { sizeOf } from '#shared/ops/ops'
import { DataType } from '../binding'
import type { GraphBuilder, Tensor } from '../graphdef'
import type { Made, OpRule } from './op'

/** y = a · b. da = dy · b; db = dy · a. Where one is a number a channel, its gradient is summed over the pixels. */
export const multiply: OpRule<'multiply'> = ({ g }, a, b) => {
  if (String(a.dims) === String(b.dims))
    return { inputs: [a, b], y: g.binary('Mul', a, b), gradient: (dy) => [g.binary('Mul', dy, b), g.binary('Mul', dy, a)] }
  const aIsMap = a.dims.length > b.dims.length || (a.dims.length === b.dims.length && sizeOf(a.dims.slice(1)) > sizeOf(b.dims.slice(1)))
  return aIsMap ? weigh(g, a, b) : weigh(g, b, a)
}

/** A map times one number for each of its channels. */
function weigh(g: GraphBuilder, map: Tensor, weights: Tensor): Made {
  const spread = g.reshape(weights, [-1, 1, 1, map.dims[3]!])
  return {
    inputs: [map, weights],
    y: g.binary('Mul', map, spread),
    gradient(dy) {
      // A sum over many pixels is taken in float32.
      const sum = g.reduce('Sum', g.cast(g.binary('Mul', dy, map), DataType.float32), [1, 2])
      return [g.binary('Mul', dy, spread), g.reshape(g.cast(sum, map.type), weights.dims)]
    },
  }
}
