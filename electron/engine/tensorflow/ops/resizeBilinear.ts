import { bilinearMixing } from '#shared/ops/mixing'
import { mix } from './mix'
import type { OpRule } from './op'

/** y = x between its pixels, a weighted sum of the nearest four. Each of the four gets the gradient by its weight. */
export const resizeBilinear: OpRule<'resizeBilinear'> = ({ g }, x, size) =>
  mix(g, x, bilinearMixing(x.dims[1]!, size[0]), bilinearMixing(x.dims[2]!, size[1]))
