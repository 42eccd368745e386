import type { OpRule } from './op'

/** y = 1 / (1 + e^-x). dx = dy · y · (1 - y). */
export const sigmoid: OpRule<'sigmoid'> = ({ g }, x) => {
  const attributes = { T: { type: x.type } }
  const y = g.one('Sigmoid', [x], attributes, x.type, x.dims)
  return { inputs: [x], y, gradient: (dy) => [g.one('SigmoidGrad', [y, dy], attributes, x.type, x.dims)] }
}
