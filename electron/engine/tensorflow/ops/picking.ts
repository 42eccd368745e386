import { DataType } from '../binding'
import type { GraphBuilder, Tensor } from '../graphdef'

/** Every step-th pixel of the first `end`, down and across. */
export interface Picks {
  readonly end: readonly [number, number]
  readonly step: readonly [number, number]
}

/** These pixels of a map. */
export function pick(g: GraphBuilder, x: Tensor, picks: Picks): Tensor {
  const [batch, , , channels] = x.dims as [number, number, number, number]
  const [height, width] = [Math.ceil(picks.end[0] / picks.step[0]), Math.ceil(picks.end[1] / picks.step[1])]
  return g.one('StridedSlice', [x, ...range(g, picks)], attributes(x), x.type, [batch, height, width, channels])
}

/** The gradient of `pick`: dy where pixels were taken, 0 elsewhere. */
export function unpick(g: GraphBuilder, dy: Tensor, x: Tensor, picks: Picks): Tensor {
  return g.one('StridedSliceGrad', [g.shapeOf(x), ...range(g, picks), dy], attributes(x), x.type, x.dims)
}

const range = (g: GraphBuilder, { end, step }: Picks): Tensor[] => [g.ints([0, 0, 0, 0]), g.ints([0, ...end, 0]), g.ints([1, ...step, 1])]

/** Batch and channels are taken whole: bits 0 and 3 of the masks. */
const attributes = (x: Tensor) => ({ T: { type: x.type }, Index: { type: DataType.int32 }, begin_mask: { int: 0b1111 }, end_mask: { int: 0b1001 } })
