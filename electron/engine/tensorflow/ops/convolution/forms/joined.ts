import type { Padding } from '#shared/ops/ops'
import { DataType } from '../../../binding'
import type { GraphBuilder, Tensor } from '../../../graphdef'
import type { Same } from './same'

/**
 * The filter gradient over pictures that lie side by side, as many as fill 32 pixels of a row, with columns of zeros between them, and dy alike. Zeros
 * add nothing and no window reaches over them, so it is the same sum. oneDNN's bfloat16 gradient takes the pixels of a row in units of 32 with AMX.
 */
export function filterGradientOfJoined({ g, x, kernel, padding }: Same, dy: Tensor): Tensor {
  const gap = Math.max(padding.left, padding.right)
  const count = picturesInARow(x.dims[2]!, padding)
  const attributes = { T: { type: x.type }, strides: { ints: [1, 1, 1, 1] }, padding: { text: 'SAME' }, data_format: { text: 'NHWC' } }
  const rows = [g.waiting(x, dy), dy].map((map) => sideBySide(g, map, count, gap)) as [Tensor, Tensor]
  return g.one('Conv2DBackpropFilter', [rows[0], g.ints(kernel.dims), rows[1]], attributes, x.type, kernel.dims)
}

/** Whether more than one picture fits into a row. */
export function severalInARow({ x, padding }: Same): boolean {
  return picturesInARow(x.dims[2]!, padding) > 1
}

/** How many pictures of this width lie in a row. */
function picturesInARow(width: number, { left, right }: Padding): number {
  const gap = Math.max(left, right)
  return Math.floor((32 + gap) / (width + gap))
}

/** [batch, height, width, channels] as [batch / count, height, count · (width + gap) - gap, channels]; empty pictures make a batch come out even. */
function sideBySide(g: GraphBuilder, x: Tensor, count: number, gap: number): Tensor {
  const [, height, width, channels] = x.dims as [number, number, number, number]
  const even = filledUp(g, x, count)
  const part = [x.type, [-1, height, width, channels]] as const
  const parts = g.node('Split', [g.int(0), even], { T: { type: x.type }, num_split: { int: count } }, Array.from({ length: count }, () => part))
  const between = emptyColumns(g, parts[0]!, gap)
  const row = parts.flatMap((picture, i) => (i ? [between, picture] : [picture]))
  const attributes = { T: { type: x.type }, N: { int: row.length }, Tidx: { type: DataType.int32 } }
  return g.one('ConcatV2', [...row, g.int(2)], attributes, x.type, [-1, height, count * (width + gap) - gap, channels])
}

/** The batch with as many empty pictures after it as it lacks to the next multiple. */
function filledUp(g: GraphBuilder, x: Tensor, multiple: number): Tensor {
  const int = { T: { type: DataType.int32 } }
  const lacking = g.one('FloorMod', [g.binary('Sub', g.ints([0]), batchOf(g, x)), g.int(multiple)], int, DataType.int32, [1])
  // [[0, lacking], [0, 0], [0, 0], [0, 0]]
  const amounts = g.one('ConcatV2', [g.ints([0]), lacking, g.ints([0, 0, 0, 0, 0, 0]), g.int(0)], { ...int, N: { int: 3 }, Tidx: { type: DataType.int32 } }, DataType.int32, [8])
  return g.one('Pad', [x, g.reshape(amounts, [4, 2])], { T: { type: x.type }, Tpaddings: { type: DataType.int32 } }, x.type, x.dims)
}

/** So many columns of zeros, as high as these maps and for each of them. */
function emptyColumns(g: GraphBuilder, x: Tensor, columns: number): Tensor {
  const [, height, , channels] = x.dims as [number, number, number, number]
  const int = { T: { type: DataType.int32 } }
  const dims = g.one('ConcatV2', [batchOf(g, x), g.ints([height, columns, channels]), g.int(0)], { ...int, N: { int: 2 }, Tidx: { type: DataType.int32 } }, DataType.int32, [4])
  return g.one('Fill', [dims, g.cast(g.float(0), x.type)], { T: { type: x.type }, index_type: { type: DataType.int32 } }, x.type, [-1, height, columns, channels])
}

/** How many pictures a batch has, as a vector of one. */
function batchOf(g: GraphBuilder, x: Tensor): Tensor {
  return g.one('Slice', [g.shapeOf(x), g.ints([0]), g.ints([1])], { T: { type: DataType.int32 }, Index: { type: DataType.int32 } }, DataType.int32, [1])
}
