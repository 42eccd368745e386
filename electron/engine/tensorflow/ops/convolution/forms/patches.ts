import type { Tensor } from '../../../graphdef'
import type { Same } from './same'

/** The filter gradient as one product of matrices, (windows of x)ᵀ · dy. */
export function filterGradientByPatches({ g, x, kernel }: Same, dy: Tensor): Tensor {
  const [height, width, channels, filters] = kernel.dims as [number, number, number, number]
  const patch = height * width * channels
  const attributes = {
    T: { type: x.type },
    ksizes: { ints: [1, height, width, 1] },
    strides: { ints: [1, 1, 1, 1] },
    rates: { ints: [1, 1, 1, 1] },
    padding: { text: 'SAME' },
  }
  const patches = g.one('ExtractImagePatches', [g.waiting(x, dy)], attributes, x.type, [...x.dims.slice(0, 3), patch])
  return g.reshape(g.matMul(g.reshape(patches, [-1, patch]), g.reshape(dy, [-1, filters]), { a: true }), kernel.dims)
}
