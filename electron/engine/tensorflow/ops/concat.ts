import { DataType } from '../binding'
import type { OpRule } from './op'

/** All inputs side by side along the channels, which are the last dimension. Each gets its own part of dy. */
export const concat: OpRule<'concat'> = ({ g }, xs) => {
  const first = xs[0]!
  const axis = first.dims.length - 1
  const sizes = xs.map(({ dims }) => dims[axis]!)
  const { type } = first
  const dims = [...first.dims.slice(0, axis), sizes.reduce((sum, size) => sum + size)]
  return {
    inputs: xs,
    y: g.one('ConcatV2', [...xs, g.int(axis)], { T: { type }, N: { int: xs.length }, Tidx: { type: DataType.int32 } }, type, dims),
    gradient: (dy) => g.node('SplitV', [dy, g.ints(sizes), g.int(axis)], { T: { type }, Tlen: { type: DataType.int32 }, num_split: { int: xs.length } },
      xs.map((x) => [type, x.dims] as const)),
  }
}
