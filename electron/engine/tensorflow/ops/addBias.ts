import type { OpRule } from './op'

/** y = x + bias, the same for every picture and place. dx = dy; dbias = Σ dy over batch and places. */
export const addBias: OpRule<'addBias'> = ({ g }, x, bias) => {
  const attributes = { T: { type: x.type }, data_format: { text: 'NHWC' } }
  return {
    inputs: [x, bias],
    y: g.one('BiasAdd', [x, bias], attributes, x.type, x.dims),
    gradient: (dy) => [dy, g.one('BiasAddGrad', [dy], attributes, x.type, bias.dims)],
  }
}
