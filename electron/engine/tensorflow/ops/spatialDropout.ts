import { keepMask } from './keepMask'
import type { OpRule } from './op'

/** y = x · mask, one for all pixels of a channel: 0 with probability `rate`, 1 / (1 - rate) else. dx = dy · mask. */
export const spatialDropout: OpRule<'spatialDropout'> = (context, x, rate) => {
  const { g, training } = context
  if (!training || rate === 0) return { inputs: [x], y: x, gradient: (dy) => [dy] }
  // [batch, height, width, channels] to [batch, 1, 1, channels].
  const shape = g.binary('AddV2', g.binary('Mul', g.shapeOf(x), g.ints([1, 0, 0, 1])), g.ints([0, 1, 1, 0]))
  const mask = keepMask(context, shape, [x.dims[0]!, 1, 1, x.dims[3]!], rate)
  return { inputs: [x], y: g.binary('Mul', x, mask), gradient: (dy) => [g.binary('Mul', dy, mask)] }
}
