import { DataType } from './binding'
import type { GraphBuilder, Tensor } from './graphdef'
import { normOf } from './norm'

/** K. Jordan's odd polynomial a · x + b · x³ + c · x⁵, which brings singular values from 0 to 1 near to 1 in few rounds. */
const [a, b, c] = [3.4445, -4.775, 2.0315]
/** Beside the norm, so that a step of nothing stays one. */
const least = 1e-7

/**
 * A matrix of the same singular vectors whose singular values are near 1 (Newton-Schulz): X = M / |M|, then X = a · X + (b · A + c · A²) · X with
 * A = X · Xᵀ, or the same from the right where that A is smaller. A kernel is the matrix of its windows and its filters. In the compute type.
 */
export function orthogonalised(g: GraphBuilder, given: Tensor, isKernel: boolean, { iterations, compute }: { iterations: number; compute: DataType }): Tensor {
  const [height, width, channels, filters] = given.dims as [number, number, number, number]
  const matrix = isKernel ? g.reshape(given, [height * width * channels, filters]) : given
  const [rows, columns] = matrix.dims as [number, number]
  const fromTheLeft = rows <= columns
  const times = (x: Tensor, by: number) => g.binary('Mul', x, g.cast(g.float(by), compute))

  let x = g.cast(g.binary('RealDiv', matrix, g.binary('AddV2', normOf(g, [matrix]), g.float(least))), compute)
  for (let iteration = 0; iteration < iterations; iteration++) {
    const products = fromTheLeft ? g.matMul(x, x, { b: true }) : g.matMul(x, x, { a: true })
    const polynomial = g.binary('AddV2', times(products, b), times(g.matMul(products, products), c))
    x = g.binary('AddV2', times(x, a), fromTheLeft ? g.matMul(polynomial, x) : g.matMul(x, polynomial))
  }
  const made = g.cast(x, DataType.float32)
  return isKernel ? g.reshape(made, given.dims) : made
}
