import type { Pair } from '#shared/base/fields'
import type { ConvAttributes } from '#shared/ops/ops'
import type { Tensor } from '../graphdef'
import type { Convolution } from './convolution/convolution'
import { depthwise } from './convolution/depthwise'
import { inGroups } from './convolution/groups'
import { inPhases } from './convolution/phases'
import { whole } from './convolution/whole'
import type { Context, OpRule } from './op'

/**
 * y = Σ x · kernel over each window and the channels of the filter's group.
 * dx = each dy spread over its window by the kernel; dkernel = Σ over batch and places of x · dy.
 */
export const conv2d: OpRule<'conv2d'> = (context, x, kernel, attributes) => {
  // A kernel of one place has no distances.
  const dilation: Pair = [kernel.dims[0] === 1 ? 1 : attributes.dilation[0], kernel.dims[1] === 1 ? 1 : attributes.dilation[1]]
  const { y, toInput, toKernel } = convolve(context, x, kernel, { ...attributes, dilation })
  return { inputs: [x, kernel], y, gradient: (dy) => [toInput(dy), toKernel(dy)] }
}

/**
 * On processors TensorFlow has gradients of grouped and dilated convolutions only from oneDNN. Without it the dilation is taken away first,
 * then the groups.
 */
function convolve(context: Context, x: Tensor, kernel: Tensor, attributes: ConvAttributes): Convolution {
  const { g } = context
  const { groups, dilation } = attributes
  const dilated = dilation[0] > 1 || dilation[1] > 1
  if ((groups === 1 && !dilated) || context.hasWholeGradients()) return whole(context, x, kernel, attributes)
  const inside = (map: Tensor, taps: Tensor, then: ConvAttributes) => convolve(context, map, taps, then)
  if (dilated) return inPhases(g, x, kernel, attributes, inside)
  return groups === x.dims[3] ? depthwise(g, x, kernel, attributes) : inGroups(g, x, kernel, attributes, inside)
}
