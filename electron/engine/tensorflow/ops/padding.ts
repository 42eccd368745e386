import type { Padding } from '#shared/ops/ops'
import { DataType } from '../binding'
import type { GraphBuilder, Tensor } from '../graphdef'

/**
 * Explicit padding of a map. TensorFlow's own SAME pads an even size unevenly at stride 2, so padding is made here, and windows are
 * VALID everywhere; where nothing is to be added there is no node.
 */
export function pad(g: GraphBuilder, x: Tensor, { top, bottom, left, right }: Padding, value: number): Tensor {
  if (!(top || bottom || left || right)) return x
  const [batch, height, width, channels] = x.dims as [number, number, number, number]
  const amounts = g.reshape(g.ints([0, 0, top, bottom, left, right, 0, 0]), [4, 2])
  return g.one('PadV2', [x, amounts, g.cast(g.float(value), x.type)], { T: { type: x.type }, Tpaddings: { type: DataType.int32 } }, x.type,
    [batch, height + top + bottom, width + left + right, channels])
}

/** The gradient of `pad`: what lies over the old map. */
export function unpad(g: GraphBuilder, dy: Tensor, x: Tensor, { top, left }: Padding): Tensor {
  if (String(dy.dims) === String(x.dims)) return dy
  return g.one('Slice', [dy, g.ints([0, top, left, 0]), g.ints([-1, ...x.dims.slice(1)])], { T: { type: dy.type }, Index: { type: DataType.int32 } }, dy.type, x.dims)
}
