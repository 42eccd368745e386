import { DataType } from '../../../binding'
import type { GraphBuilder, Tensor } from '../../../graphdef'
import type { Same } from './same'

/** Whether every tap of the kernel meets a pixel of the map in some window. */
export function everyTapMeets({ x, padding: { top, bottom, left, right } }: Same): boolean {
  return x.dims[1]! > Math.max(top, bottom) && x.dims[2]! > Math.max(left, right)
}

/**
 * The filter gradient tap by tap: for each place of the kernel one product of matrices over the pixels that it meets, xᵀ · dy. Nothing of it is
 * padding, which at 4 × 4 is a third of what the other forms compute. Rows of pixels come first, so that leaving some out is no copy.
 */
export function filterGradientByTaps({ g, x, kernel, padding: { top, left } }: Same, dy: Tensor): Tensor {
  const [rows, columns, channels, filters] = kernel.dims as [number, number, number, number]
  const [, height, width] = x.dims as [number, number, number]
  const maps = [g.waiting(x, dy), dy].map((map) => rowsFirst(g, map)) as [Tensor, Tensor]
  const byColumn = Array.from({ length: columns }, (_, column) => {
    const across = column - left
    const size = width - Math.abs(across)
    return [columnsOf(g, maps[0], Math.max(0, across), size), columnsOf(g, maps[1], Math.max(0, -across), size)] as const
  })
  const products = Array.from({ length: rows * columns }, (_, tap) => {
    const down = Math.floor(tap / columns) - top
    const size = height - Math.abs(down)
    const [seen, gradient] = byColumn[tap % columns]!
    return g.matMul(rowsOf(g, seen, Math.max(0, down), size), rowsOf(g, gradient, Math.max(0, -down), size), { a: true })
  })
  const packed = g.one('Pack', products, { T: { type: x.type }, N: { int: products.length }, axis: { int: 0 } }, x.type, [rows * columns, channels, filters])
  return g.reshape(packed, kernel.dims)
}

/** [batch, height, width, channels] as [height, batch, width, channels]. */
function rowsFirst(g: GraphBuilder, map: Tensor): Tensor {
  const [, height, width, channels] = map.dims as [number, number, number, number]
  const rows = g.transpose(g.reshape(map, [-1, height, width * channels]), [1, 0, 2])
  return g.reshape(rows, [height, -1, width, channels])
}

function columnsOf(g: GraphBuilder, map: Tensor, from: number, size: number): Tensor {
  const dims = [map.dims[0]!, -1, size, map.dims[3]!]
  return size === map.dims[2] ? map : g.one('Slice', [map, g.ints([0, 0, from, 0]), g.ints(dims)], { T: { type: map.type }, Index: { type: DataType.int32 } }, map.type, dims)
}

/** So many of the first dimension's, as a matrix with a row a pixel. */
function rowsOf(g: GraphBuilder, map: Tensor, from: number, size: number): Tensor {
  const dims = [size, ...map.dims.slice(1)]
  const part = size === map.dims[0] ? map
    : g.one('Slice', [map, g.ints([from, 0, 0, 0]), g.ints([size, -1, -1, -1])], { T: { type: map.type }, Index: { type: DataType.int32 } }, map.type, dims)
  return g.reshape(part, [-1, map.dims[3]!])
}
