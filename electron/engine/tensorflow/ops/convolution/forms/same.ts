import type { Padding } from '#shared/ops/ops'
import type { GraphBuilder, Tensor } from '../../../graphdef'

/** A convolution that keeps the size of its maps at stride 1, in one group and without dilation: the one that has other forms. */
export interface Same {
  readonly g: GraphBuilder
  /** [batch, height, width, channels] */
  readonly x: Tensor
  /** [height, width, channels, filters] */
  readonly kernel: Tensor
  readonly padding: Padding
  /** Pictures in most of the batches that will come. */
  readonly batch: number
}
