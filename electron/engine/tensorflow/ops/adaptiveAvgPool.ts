import { adaptiveMixing } from '#shared/ops/mixing'
import { DataType } from '../binding'
import type { GraphBuilder, Tensor } from '../graphdef'
import { avgPool } from './avgPool'
import { mix } from './mix'
import type { Made, OpRule } from './op'

/** y = the means of bins. Each pixel gets its share of the gradients of all bins that it lies in. */
export const adaptiveAvgPool: OpRule<'adaptiveAvgPool'> = (context, x, size) => {
  const [, height, width] = x.dims as [number, number, number]
  // As in torchvision's VGG on pictures of 224: bins of one pixel.
  if (size[0] === height && size[1] === width) return { inputs: [x], y: x, gradient: (dy) => [dy] }
  if (size[0] === 1 && size[1] === 1) return mean(context.g, x)
  // Bins of equal size, side by side, are the windows of an average pool.
  if (height % size[0] || width % size[1]) return mix(context.g, x, adaptiveMixing(height, size[0]), adaptiveMixing(width, size[1]))
  const kernel = [height / size[0], width / size[1]] as const
  return avgPool(context, x, { kernel, stride: kernel, padding: { top: 0, bottom: 0, left: 0, right: 0 }, ceilMode: false })
}

/** y = the mean of each channel; every pixel gets an equal share of the gradient. */
function mean(g: GraphBuilder, x: Tensor): Made {
  const [batch, height, width, channels] = x.dims as [number, number, number, number]
  return {
    inputs: [x],
    y: g.reshape(g.reduce('Mean', x, [1, 2]), [batch, 1, 1, channels]),
    gradient(dy) {
      const share = g.binary('Mul', dy, g.cast(g.float(1 / (height * width)), x.type))
      return [g.one('Tile', [share, g.ints([1, height, width, 1])], { T: { type: x.type }, Tmultiples: { type: DataType.int32 } }, x.type, x.dims)]
    },
  }
}
