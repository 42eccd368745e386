import type { OpRule } from './op'

/** y = tanh x. dx = dy · (1 - y²). */
export const tanh: OpRule<'tanh'> = ({ g }, x) => {
  const attributes = { T: { type: x.type } }
  const y = g.one('Tanh', [x], attributes, x.type, x.dims)
  return { inputs: [x], y, gradient: (dy) => [g.one('TanhGrad', [y, dy], attributes, x.type, x.dims)] }
}
