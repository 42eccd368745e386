import type { PoolAttributes } from '#shared/ops/ops'
import type { Attribute, Tensor } from '../graphdef'

/** The attributes of TensorFlow's pooling nodes over a map that is padded already. */
export function poolSettings(x: Tensor, { kernel, stride }: Pick<PoolAttributes, 'kernel' | 'stride'>): Record<string, Attribute> {
  return {
    T: { type: x.type },
    ksize: { ints: [1, ...kernel, 1] },
    strides: { ints: [1, ...stride, 1] },
    padding: { text: 'VALID' },
    data_format: { text: 'NHWC' },
  }
}
