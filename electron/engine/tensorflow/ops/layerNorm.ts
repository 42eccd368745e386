import type { Tensor } from '../graphdef'
import { back, everyPixel, flat, moments, scaled, sums, unflat } from './normalise'
import type { OpRule } from './op'

/**
 * y = n · scale + shift, n being x normalised over all of a picture's values. dn = dy · scale; dscale = Σ dy · n and dshift = Σ dy over the batch.
 * Scale and shift are kept as [channels, height, width] and turned here.
 */
export const layerNorm: OpRule<'layerNorm'> = ({ g }, given, scale, shift, epsilon) => {
  const isMap = given.dims.length === 4
  const x = flat(g, given)
  const inward = (parameter: Tensor) => g.reshape(isMap ? g.transpose(parameter, [1, 2, 0]) : parameter, x.dims.slice(1))
  const outward = (gradient: Tensor) => {
    const turned = g.reshape(gradient, given.dims.slice(1))
    return isMap ? g.transpose(turned, [2, 0, 1]) : turned
  }
  const known = moments(g, x, 1, epsilon)
  const normal = scaled(g, x, known.r, g.binary('Mul', g.binary('Mul', known.mean, known.r), g.float(-1)))
  const [scales, shifts] = [inward(scale), inward(shift)]
  return {
    inputs: [given, scale, shift],
    y: unflat(g, g.binary('AddV2', g.binary('Mul', normal, scales), shifts), given),
    gradient(dGiven) {
      const dy = flat(g, dGiven)
      const dNormal = g.binary('Mul', dy, scales)
      const dx = back(g, g.binary('Mul', dNormal, everyPixel(g, known.r)), sums(g, dNormal, known), known)
      return [unflat(g, dx, given), outward(g.reduce('Sum', g.binary('Mul', dy, normal), [0])), outward(g.reduce('Sum', dy, [0]))]
    },
  }
}
