import { DataType } from '../binding'
import type { Tensor } from '../graphdef'
import type { OpRule } from './op'

/**
 * y = x where x > 0, else alpha · (e^x - 1). dx = dy where x > 0, else dy · alpha · e^x.
 * TensorFlow's Elu has alpha 1: where x is negative, its result and its gradient are multiplied by alpha.
 */
export const elu: OpRule<'elu'> = ({ g }, x, alpha) => {
  const attributes = { T: { type: x.type } }
  const unscaled = g.one('Elu', [x], attributes, x.type, x.dims)
  const of = (value: number) => g.cast(g.float(value), x.type)
  const scaled = (): ((value: Tensor) => Tensor) => {
    const positive = g.one('Greater', [unscaled, of(0)], attributes, DataType.bool, x.dims)
    const factor = g.one('SelectV2', [positive, of(1), of(alpha)], attributes, x.type, x.dims)
    return (value) => g.binary('Mul', value, factor)
  }
  const scale = alpha === 1 ? (value: Tensor) => value : scaled()
  return { inputs: [x], y: scale(unscaled), gradient: (dy) => [g.one('EluGrad', [scale(dy), unscaled], attributes, x.type, x.dims)] }
}
