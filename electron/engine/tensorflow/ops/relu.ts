import type { OpRule } from './op'

/** y = max(x, 0). dx = dy where y > 0, else 0. */
export const relu: OpRule<'relu'> = ({ g }, x) => {
  const attributes = { T: { type: x.type } }
  const y = g.one('Relu', [x], attributes, x.type, x.dims)
  return { inputs: [x], y, gradient: (dy) => [g.one('ReluGrad', [dy, y], attributes, x.type, x.dims)] }
}
