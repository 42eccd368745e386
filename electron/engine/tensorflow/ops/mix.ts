import type { Mixing } from '#shared/ops/mixing'
import type { GraphBuilder, Tensor } from '../graphdef'
import type { Made } from './op'

/** y = rows · x · columnsᵀ for each channel. dx = rowsᵀ · dy · columns. */
export function mix(g: GraphBuilder, x: Tensor, rows: Mixing, columns: Mixing): Made {
  const [batch, height, width, channels] = x.dims as [number, number, number, number]
  const [down, across] = [matrix(g, rows, x, [1]), matrix(g, columns, x, [1, 1])]
  // A matrix from the left mixes whole rows of pixels, then, row by row, whole pixels.
  const mixed = g.reshape(product(g, down, g.reshape(x, [batch, height, width * channels])), [batch, rows.to, width, channels])
  return {
    inputs: [x],
    y: product(g, across, mixed),
    gradient(dy) {
      const dMixed = product(g, across, dy, true)
      return [g.reshape(product(g, down, g.reshape(dMixed, [batch, rows.to, width * channels]), true), x.dims)]
    },
  }
}

/** The weights of a mixing in x's element type, the same for all of the dimensions before the last two. */
function matrix(g: GraphBuilder, { from, to, weights }: Mixing, x: Tensor, before: readonly number[]): Tensor {
  return g.cast(g.reshape(g.floats([...weights]), [...before, to, from]), x.type)
}

/** matrix · x over the last two dimensions, or matrixᵀ · x. */
function product(g: GraphBuilder, by: Tensor, x: Tensor, transposed = false): Tensor {
  const rows = by.dims.at(transposed ? -1 : -2)!
  const attributes = { T: { type: x.type }, adj_x: { bool: transposed }, adj_y: { bool: false } }
  return g.one('BatchMatMulV2', [by, x], attributes, x.type, [...x.dims.slice(0, -2), rows, x.dims.at(-1)!])
}
