import { DataType } from '../binding'
import type { Made, OpRule } from './op'

/**
 * y = x · mask, where the mask is 0 with probability `rate` and 1 / (1 - rate) else. dx = dy · mask.
 * The mask is a function of (seed, step, layer), so that a run can be repeated and resumed.
 */
export const dropout: OpRule<'dropout'> = ({ g, training, seed, layerKey }, x, rate): Made => {
  if (!training || rate === 0) return { inputs: [x], y: x, gradient: (dy) => [dy] }
  const key = g.binary('BitwiseXor', seed, g.ints([layerKey, 0]))
  const types = { dtype: { type: DataType.float32 }, T: { type: DataType.int32 }, Tseed: { type: DataType.int32 } }
  const uniform = g.one('StatelessRandomUniform', [g.shapeOf(x), key], types, DataType.float32, x.dims)
  const keeps = g.one('GreaterEqual', [uniform, g.float(rate)], { T: { type: DataType.float32 } }, DataType.bool, x.dims)
  const mask = g.binary('Mul', g.cast(keeps, x.type), g.cast(g.float(1 / (1 - rate)), x.type))
  return { inputs: [x], y: g.binary('Mul', x, mask), gradient: (dy) => [g.binary('Mul', dy, mask)] }
}
