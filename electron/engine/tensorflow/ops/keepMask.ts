import { DataType } from '../binding'
import type { Tensor } from '../graphdef'
import type { Context } from './op'

/**
 * A mask of these dimensions in the compute type that is 0 with probability `rate` and 1 / (1 - rate) else. `shape` is the dimensions as a tensor.
 * It is a function of (seed, step, layer), so that a run can be repeated and resumed.
 */
export function keepMask({ g, compute, seed, layerKey }: Context, shape: Tensor, dims: readonly number[], rate: number): Tensor {
  const key = g.binary('BitwiseXor', seed, g.ints([layerKey, 0]))
  const types = { dtype: { type: DataType.float32 }, T: { type: DataType.int32 }, Tseed: { type: DataType.int32 } }
  const uniform = g.one('StatelessRandomUniform', [shape, key], types, DataType.float32, dims)
  const keeps = g.one('GreaterEqual', [uniform, g.float(rate)], { T: { type: DataType.float32 } }, DataType.bool, dims)
  return g.binary('Mul', g.cast(keeps, compute), g.cast(g.float(1 / (1 - rate)), compute))
}
