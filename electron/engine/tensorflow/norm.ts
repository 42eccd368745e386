import { DataType } from './binding'
import type { GraphBuilder, Tensor } from './graphdef'

/** √ of the sum of the squares of all these numbers. */
export function normOf(g: GraphBuilder, gradients: readonly Tensor[]): Tensor {
  const halves = gradients.map((gradient) => g.one('L2Loss', [gradient], { T: { type: DataType.float32 } }, DataType.float32, []))
  const sum = g.one('AddN', halves, { T: { type: DataType.float32 }, N: { int: halves.length } }, DataType.float32, [])
  return g.one('Sqrt', [g.binary('Mul', sum, g.float(2))], { T: { type: DataType.float32 } }, DataType.float32, [])
}
