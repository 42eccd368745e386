import { DataType } from '../binding'
import type { OpRule } from './op'

/** y = x · s with s = 1 / (1 + e^-x). dx = dy · (s + y · (1 - s)). In float32 whatever the compute type is, so that it is rounded once. */
export const silu: OpRule<'silu'> = ({ g }, given) => {
  const x = g.cast(given, DataType.float32)
  const share = g.one('Sigmoid', [x], { T: { type: x.type } }, x.type, x.dims)
  const y = g.binary('Mul', x, share)
  return {
    inputs: [given],
    y: g.cast(y, given.type),
    gradient(dy) {
      const slope = g.binary('AddV2', share, g.binary('Sub', y, g.binary('Mul', y, share)))
      return [g.cast(g.binary('Mul', g.cast(dy, DataType.float32), slope), given.type)]
    },
  }
}
