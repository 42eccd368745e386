import { sizeOf } from '#shared/ops/ops'
import type { OpRule } from './op'

/** All values of a picture in PyTorch's order: channel, row, column. A map of one pixel, or of one channel, has that order already. */
export const flatten: OpRule<'flatten'> = ({ g }, x) => {
  const features = sizeOf(x.dims.slice(1))
  const turns = x.dims.length === 4 && x.dims[3]! > 1 && x.dims[1]! * x.dims[2]! > 1
  const ordered = turns ? g.transpose(x, [0, 3, 1, 2]) : x
  return {
    inputs: [x],
    y: g.reshape(ordered, [-1, features]),
    gradient(dy) {
      const back = g.reshape(dy, [-1, ...ordered.dims.slice(1)])
      return [turns ? g.transpose(back, [0, 2, 3, 1]) : back]
    },
  }
}
