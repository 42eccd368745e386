import { DataType } from '../../../binding'
import type { GraphBuilder, Tensor } from '../../../graphdef'
import type { Same } from './same'

/** Whether every tap of the kernel meets a pixel of the map in some window. */
export function everyTapMeets({ x, padding: { top, bottom, left, right } }: Same): boolean {
  return x.dims[1]! > Math.max(top, bottom) && x.dims[2]! > Math.max(left, right)
}

/**
 * The filter gradient tap by tap: for each place of the kernel one product of matrices over the pixels that it meets, xᵀ · dy. Nothing of it is
 * padding, which at 4 × 4 is a third of what the other forms compute.
 */
export function filterGradientByTaps({ g, x, kernel, padding: { top, left } }: Same, dy: Tensor): Tensor {
  const [rows, columns, channels, filters] = kernel.dims as [number, number, number, number]
  const [, height, width] = x.dims as [number, number, number]
  const products = Array.from({ length: rows * columns }, (_, tap) => {
    const [down, across] = [Math.floor(tap / columns) - top, (tap % columns) - left]
    const size = [height - Math.abs(down), width - Math.abs(across)] as const
    const seen = cut(g, x, [Math.max(0, down), Math.max(0, across)], size)
    return g.matMul(seen, cut(g, dy, [Math.max(0, -down), Math.max(0, -across)], size), { a: true })
  })
  const packed = g.one('Pack', products, { T: { type: x.type }, N: { int: products.length }, axis: { int: 0 } }, x.type, [rows * columns, channels, filters])
  return g.reshape(packed, kernel.dims)
}

/** A part of every map of a batch, its pixels as rows. */
function cut(g: GraphBuilder, map: Tensor, [top, left]: readonly [number, number], [height, width]: readonly [number, number]): Tensor {
  const channels = map.dims[3]!
  const dims = [-1, height, width, channels]
  const whole = height === map.dims[1] && width === map.dims[2]
  const part = whole ? map : g.one('Slice', [map, g.ints([0, top, left, 0]), g.ints(dims)], { T: { type: map.type }, Index: { type: DataType.int32 } }, map.type, dims)
  return g.reshape(part, [-1, channels])
}
