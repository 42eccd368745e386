import { windows, type ConvAttributes } from '#shared/ops/ops'
import type { GraphBuilder, Tensor } from '../../graphdef'
import { pad, unpad } from '../padding'
import { pick, unpick, type Picks } from '../picking'
import type { Convolution } from './convolution'

/** A convolution with a group for each channel, by TensorFlow's op of its own for it, which has gradients on every processor. */
export function depthwise(g: GraphBuilder, x: Tensor, kernel: Tensor, { stride, padding, groups }: ConvAttributes): Convolution {
  const [kernelHeight, kernelWidth, , filters] = kernel.dims as [number, number, number, number]
  const padded = pad(g, x, padding, 0)
  const [batch, height, width] = padded.dims as [number, number, number]
  // Filters lie channel by channel, so that [height, width, 1, filters] and [height, width, channels, filters a channel] are the same numbers.
  const perChannel = g.reshape(kernel, [kernelHeight, kernelWidth, groups, filters / groups])
  // The op wants one stride for both directions; where they differ, every place is computed and the wanted ones are picked.
  const even = stride[0] === stride[1]
  const strides = even ? stride : ([1, 1] as const)
  const attributes = { T: { type: x.type }, strides: { ints: [1, ...strides, 1] }, padding: { text: 'VALID' }, data_format: { text: 'NHWC' } }
  const places = [windows(height, kernelHeight, strides[0], 0, 0), windows(width, kernelWidth, strides[1], 0, 0)] as const
  const every = g.one('DepthwiseConv2dNative', [padded, perChannel], attributes, x.type, [batch, ...places, filters])
  const picks: Picks = { end: places, step: stride }
  const all = (dy: Tensor) => (even ? dy : unpick(g, dy, every, picks))
  return {
    y: even ? every : pick(g, every, picks),
    toInput: (dy) =>
      unpad(g, g.one('DepthwiseConv2dNativeBackpropInput', [g.shapeOf(padded), perChannel, all(dy)], attributes, x.type, padded.dims), x, padding),
    toKernel: (dy) =>
      g.reshape(g.one('DepthwiseConv2dNativeBackpropFilter', [padded, g.ints(perChannel.dims), all(dy)], attributes, x.type, perChannel.dims), kernel.dims),
  }
}
