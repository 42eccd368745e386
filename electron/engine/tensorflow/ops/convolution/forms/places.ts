import { DataType } from '../../../binding'
import type { GraphBuilder, Tensor } from '../../../graphdef'
import type { Same } from './same'

/** Whether every place of the result sees every pixel of its map, as with a 3 × 3 kernel on 2 × 2. */
export function everyPlaceSeesAll({ x, padding: { top, bottom, left, right } }: Same): boolean {
  return Math.min(top, bottom) >= x.dims[1]! - 1 && Math.min(left, right) >= x.dims[2]! - 1
}

/** The result place by place: all pixels of x by that part of the kernel that lies over them. Nothing of it is padding, which at 2 × 2 is more than half. */
export function forwardByPlaces(same: Same): Tensor {
  const { g, x, kernel } = same
  const pixels = pixelsOf(g, x)
  const late = { ...same, kernel: g.waiting(kernel, x) }
  return g.reshape(join(g, placesOf(same).map((place) => g.matMul(pixels, tapsOver(late, place)))), [...x.dims.slice(0, 3), kernel.dims[3]!])
}

/** The gradient by x: for all places together dy by those parts of the kernel. */
export function inputGradientByPlaces(same: Same, dy: Tensor): Tensor {
  const { g, x, kernel } = same
  const late = { ...same, kernel: g.waiting(kernel, dy) }
  const taps = join(g, placesOf(same).map((place) => tapsOver(late, place)))
  return g.reshape(g.matMul(pixelsOf(g, dy), taps, { b: true }), x.dims)
}

/** For each place of the result, row by row, the first row and column of the kernel that lie over the map. */
function placesOf({ x, padding: { top, left } }: Same): (readonly [number, number])[] {
  const [, height, width] = x.dims as [number, number, number]
  return Array.from({ length: height * width }, (_, place) => [top - Math.floor(place / width), left - (place % width)] as const)
}

/** The part of the kernel that begins there and lies over the map, [pixels · channels, filters]. */
function tapsOver({ g, x, kernel }: Same, [row, column]: readonly [number, number]): Tensor {
  const [, height, width, channels] = x.dims as [number, number, number, number]
  const filters = kernel.dims[3]!
  const dims = [height, width, channels, filters]
  const part = g.one('Slice', [kernel, g.ints([row, column, 0, 0]), g.ints(dims)], { T: { type: x.type }, Index: { type: DataType.int32 } }, x.type, dims)
  return g.reshape(part, [height * width * channels, filters])
}

/** [batch, pixels · channels] */
function pixelsOf(g: GraphBuilder, map: Tensor): Tensor {
  return g.reshape(map, [-1, map.dims[1]! * map.dims[2]! * map.dims[3]!])
}

/** Matrices of as many rows, side by side. */
function join(g: GraphBuilder, parts: readonly Tensor[]): Tensor {
  const [first] = parts as [Tensor]
  const attributes = { T: { type: first.type }, N: { int: parts.length }, Tidx: { type: DataType.int32 } }
  return parts.length === 1 ? first : g.one('ConcatV2', [...parts, g.int(1)], attributes, first.type, [first.dims[0]!, first.dims[1]! * parts.length])
}
