import type { Tensor } from '../graphdef'
import { flat, normalise, unflat } from './normalise'
import type { OpRule } from './op'

/**
 * y = n · scale + shift, n being x normalised over all of a picture's values. dn = dy · scale; dscale = Σ dy · n and dshift = Σ dy over the batch.
 * Scale and shift are kept as [channels, height, width] and turned here.
 */
export const layerNorm: OpRule<'layerNorm'> = ({ g }, x, scale, shift, epsilon) => {
  const isMap = x.dims.length === 4
  const values = flat(g, x)
  const inward = (parameter: Tensor) => g.reshape(isMap ? g.transpose(parameter, [1, 2, 0]) : parameter, values.dims.slice(1))
  const outward = (gradient: Tensor) => {
    const turned = g.reshape(gradient, x.dims.slice(1))
    return isMap ? g.transpose(turned, [2, 0, 1]) : turned
  }
  const { normal, back } = normalise(g, values, 1, epsilon)
  const [scales, shifts] = [inward(scale), inward(shift)]
  return {
    inputs: [x, scale, shift],
    y: unflat(g, g.binary('AddV2', g.binary('Mul', normal, scales), shifts), x),
    gradient(given) {
      const dy = flat(g, given)
      const dScale = g.reduce('Sum', g.binary('Mul', dy, normal), [0])
      return [unflat(g, back(g.binary('Mul', dy, scales)), x), outward(dScale), outward(g.reduce('Sum', dy, [0]))]
    },
  }
}
