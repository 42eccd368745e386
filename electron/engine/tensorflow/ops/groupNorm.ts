import { back, everyPixel, flat, moments, scaled, sums, unflat } from './normalise'
import type { OpRule } from './op'

/** y = n · scale + shift, n being the normalised x. dn = dy · scale; dscale = Σ dy · n and dshift = Σ dy over batch and pixels. */
export const groupNorm: OpRule<'groupNorm'> = ({ g }, given, scale, shift, { groups, epsilon }) => {
  const x = flat(g, given)
  const known = moments(g, x, groups, epsilon)
  const factor = g.binary('Mul', known.r, scale)
  // shift - mean · factor, with the larger tensor first.
  const constant = g.binary('AddV2', g.binary('Mul', g.binary('Mul', known.mean, factor), g.float(-1)), shift)
  return {
    inputs: [given, scale, shift],
    y: unflat(g, scaled(g, x, factor, constant), given),
    gradient(dGiven) {
      const dy = flat(g, dGiven)
      const { plain, along } = sums(g, dy, known)
      const ofNormal = { plain: g.binary('Mul', plain, scale), along: g.binary('Mul', along, scale) }
      const dx = back(g, g.binary('Mul', dy, everyPixel(g, factor)), ofNormal, known)
      return [unflat(g, dx, given), g.reduce('Sum', along, [0]), g.reduce('Sum', plain, [0])]
    },
  }
}
