import { DataType } from '../binding'
import type { Tensor } from '../graphdef'
import type { Moved, OpRule } from './op'

/**
 * y = (x - mean) / √(variance + epsilon) · scale + shift, in training with the batch's mean and biased variance.
 * The running statistics move by momentum towards the batch's, with the unbiased variance, as in PyTorch.
 * The gradient is TensorFlow's fused one (S. Ioffe and C. Szegedy 2015, section 3).
 */
export const batchNorm: OpRule<'batchNorm'> = (context, given, scale, shift, mean, variance, { momentum, epsilon }) => {
  const { g, training } = context
  const channels = scale.dims
  // The fused op takes maps; a vector is a map of one pixel.
  const x = given.dims.length === 4 ? given : g.reshape(given, [-1, 1, 1, channels[0]!])
  const attributes = {
    T: { type: x.type },
    U: { type: DataType.float32 },
    epsilon: { float: epsilon },
    data_format: { text: 'NHWC' },
    is_training: { bool: training },
  }
  const perChannel = [DataType.float32, channels] as const
  const reserved = [DataType.float32, [-1]] as const
  const none = () => g.floats([])
  const moved = (running: Tensor, now: Tensor): Moved => ({ running, change: g.binary('Mul', g.binary('Sub', running, now), g.float(momentum)) })
  const statistics = training ? [none(), none()] : [mean, variance]
  const [y, batchMean, batchVariance, ...reserves] = g.node('FusedBatchNormV3', [x, scale, shift, ...statistics], attributes,
    [[x.type, x.dims], perChannel, perChannel, perChannel, perChannel, reserved]) as [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]

  return {
    inputs: [given, scale, shift],
    y: x === given ? y : g.reshape(y, given.dims),
    statistics: training ? [moved(mean, batchMean), moved(variance, batchVariance)] : [],
    gradient(dy) {
      const dMap = x === given ? dy : g.reshape(dy, x.dims)
      // In evaluation the op gives the running statistics back in no form that its gradient could use.
      const used = training ? reserves : [mean, variance, reserves[2]!]
      const [dx, dScale, dShift] = g.node('FusedBatchNormGradV3', [dMap, x, scale, ...used], attributes,
        [[x.type, x.dims], perChannel, perChannel, reserved, reserved]) as [Tensor, Tensor, Tensor]
      return [x === given ? dx : g.reshape(dx, given.dims), dScale, dShift]
    },
  }
}
