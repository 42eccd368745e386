import type { OpRule } from './op'

/** y = x · weightᵀ with a weight [out, in]. dx = dy · weight; dweight = dyᵀ · x. */
export const linear: OpRule<'linear'> = ({ g }, x, weight) => ({
  inputs: [x, weight],
  y: g.matMul(x, weight, { b: true }),
  gradient: (dy) => [g.matMul(dy, weight), g.matMul(dy, x, { a: true })],
})
