import { keepMask } from './keepMask'
import type { OpRule } from './op'

/** y = x · mask, where the mask is 0 with probability `rate` and 1 / (1 - rate) else. dx = dy · mask. */
export const dropout: OpRule<'dropout'> = (context, x, rate) => {
  const { g, training } = context
  if (!training || rate === 0) return { inputs: [x], y: x, gradient: (dy) => [dy] }
  const mask = keepMask(context, g.shapeOf(x), x.dims, rate)
  return { inputs: [x], y: g.binary('Mul', x, mask), gradient: (dy) => [g.binary('Mul', dy, mask)] }
}
