import { flat, normalise, unflat } from './normalise'
import type { OpRule } from './op'

/** y = n · scale + shift, n being the normalised x. dn = dy · scale; dscale = Σ dy · n and dshift = Σ dy over batch and pixels. */
export const groupNorm: OpRule<'groupNorm'> = ({ g }, x, scale, shift, { groups, epsilon }) => {
  const { normal, back } = normalise(g, flat(g, x), groups, epsilon)
  return {
    inputs: [x, scale, shift],
    y: unflat(g, g.binary('AddV2', g.binary('Mul', normal, scale), shift), x),
    gradient(given) {
      const dy = flat(g, given)
      const dScale = g.reduce('Sum', g.binary('Mul', dy, normal), [0, 1])
      return [unflat(g, back(g.binary('Mul', dy, scale)), x), dScale, g.reduce('Sum', dy, [0, 1])]
    },
  }
}
