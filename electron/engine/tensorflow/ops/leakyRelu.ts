import type { OpRule } from './op'

/**
 * y = x where x > 0, else slope · x. dx = dy where y > 0, which is where x is, else slope · dy.
 * TensorFlow's optimiser makes one op of a convolution, its bias and this, and stumbles when x itself is still asked for, and when x is a SiLU
 * that it has put into that op already; it does not look through a Snapshot, which hands x on.
 */
export const leakyRelu: OpRule<'leakyRelu'> = ({ g }, x, slope) => {
  const attributes = { T: { type: x.type }, alpha: { float: slope } }
  const handed = g.one('Snapshot', [x], { T: { type: x.type } }, x.type, x.dims)
  const y = g.one('LeakyRelu', [handed], attributes, x.type, x.dims)
  return { inputs: [x], y, gradient: (dy) => [g.one('LeakyReluGrad', [dy, y], attributes, x.type, x.dims)] }
}
