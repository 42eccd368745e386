import { DataType } from '../binding'
import type { OpRule } from './op'

/**
 * All inputs side by side along the channels, which are the last dimension. Each gets its own part of dy.
 * Each part is a node of its own: of one node with many outputs, oneDNN's graph pass in TensorFlow 2.21 takes one branch's bias gradient for another's.
 */
export const concat: OpRule<'concat'> = ({ g }, xs) => {
  const first = xs[0]!
  const axis = first.dims.length - 1
  const { type } = first
  const starts = xs.map((_, i) => xs.slice(0, i).reduce((sum, { dims }) => sum + dims[axis]!, 0))
  const channels = starts.at(-1)! + xs.at(-1)!.dims[axis]!
  /** The batch and pixels are taken whole, the channels from here on. */
  const from = (start: number) => g.ints([...first.dims.slice(1).map(() => 0), start])
  return {
    inputs: xs,
    y: g.one('ConcatV2', [...xs, g.int(axis)], { T: { type }, N: { int: xs.length }, Tidx: { type: DataType.int32 } }, type, [...first.dims.slice(0, axis), channels]),
    gradient: (dy) => xs.map((x, i) => g.one('Slice', [dy, from(starts[i]!), g.ints(x.dims)], { T: { type }, Index: { type: DataType.int32 } }, type, x.dims)),
  }
}
