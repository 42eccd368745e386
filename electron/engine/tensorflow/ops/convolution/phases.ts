import type { Pair } from '#shared/base/fields'
import { span, type ConvAttributes } from '#shared/ops/ops'
import { DataType } from '../../binding'
import type { GraphBuilder, Tensor } from '../../graphdef'
import { pick, unpick, type Picks } from '../picking'
import { noPadding, type Convolution } from './convolution'

/**
 * A dilated convolution as a plain one, for engines that have no gradient of it. With a dilation of d, a kernel's places lie on every d-th
 * pixel: the map is cut into its d phases, each with every d-th pixel, which stand beside each other in the batch; afterwards the results
 * are woven together again. It computes every place, so with a stride the wanted ones are picked.
 */
export function inPhases(
  g: GraphBuilder, x: Tensor, kernel: Tensor, { stride, padding, dilation, groups }: ConvAttributes,
  convolve: (x: Tensor, kernel: Tensor, attributes: ConvAttributes) => Convolution,
): Convolution {
  const [kernelHeight, kernelWidth] = kernel.dims as [number, number]
  const [batch, height, width, channels] = x.dims as [number, number, number, number]
  const padded = [height + padding.top + padding.bottom, width + padding.left + padding.right] as const
  const places = [padded[0] - span(kernelHeight, dilation[0]) + 1, padded[1] - span(kernelWidth, dilation[1]) + 1] as const
  // All phases get the same size: what that takes at the end is cut off again.
  const rest = [lacking(padded[0], dilation[0]), lacking(padded[1], dilation[1])] as const
  const around: Edges = [padding.top, padding.bottom + rest[0], padding.left, padding.right + rest[1]]
  const ends: Edges = [0, rest[0], 0, rest[1]]

  const phases = cut(g, x, dilation, around, [batch, (padded[0] + rest[0]) / dilation[0], (padded[1] + rest[1]) / dilation[1], channels])
  const plain = convolve(phases, kernel, { stride: [1, 1], padding: noPadding, dilation: [1, 1], groups })
  const every = weave(g, plain.y, dilation, ends, [batch, ...places, kernel.dims[3]!])
  const strided = stride[0] > 1 || stride[1] > 1
  const picks: Picks = { end: places, step: stride }
  const toPhases = (dy: Tensor) => cut(g, strided ? unpick(g, dy, every, picks) : dy, dilation, ends, plain.y.dims)
  return {
    y: strided ? pick(g, every, picks) : every,
    toInput: (dy) => weave(g, plain.toInput(toPhases(dy)), dilation, around, x.dims),
    toKernel: (dy) => plain.toKernel(toPhases(dy)),
  }
}

/** How much a number lacks to the next multiple. */
const lacking = (size: number, multiple: number) => (multiple - (size % multiple)) % multiple

/** Pixels added or cut off: top, bottom, left, right. */
type Edges = readonly [number, number, number, number]

/** A padded map in its phases, [batch · phases, height, width, channels]; the gradient of `weave`. */
function cut(g: GraphBuilder, x: Tensor, dilation: Pair, padding: Edges, dims: readonly number[]): Tensor {
  const types = { T: { type: x.type }, Tblock_shape: { type: DataType.int32 }, Tpaddings: { type: DataType.int32 } }
  return g.one('SpaceToBatchND', [x, g.ints(dilation), g.reshape(g.ints(padding), [2, 2])], types, x.type, dims)
}

/** A map out of its phases, less its edges; the gradient of `cut`. */
function weave(g: GraphBuilder, x: Tensor, dilation: Pair, edges: Edges, dims: readonly number[]): Tensor {
  const types = { T: { type: x.type }, Tblock_shape: { type: DataType.int32 }, Tcrops: { type: DataType.int32 } }
  return g.one('BatchToSpaceND', [x, g.ints(dilation), g.reshape(g.ints(edges), [2, 2])], types, x.type, dims)
}
