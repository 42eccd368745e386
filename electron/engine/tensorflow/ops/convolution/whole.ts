import type { Pair } from '#shared/base/fields'
import { span, windows, type ConvAttributes } from '#shared/ops/ops'
import type { Tensor } from '../../graphdef'
import type { Context } from '../op'
import { pad, unpad } from '../padding'
import { pick, unpick, type Picks } from '../picking'
import type { Convolution } from './convolution'
import { otherForms, type OtherForms } from './rules'

/** A convolution by TensorFlow's one op for it, or by what a rule puts in its place. */
export function whole({ g, rules, batch: expected }: Context, x: Tensor, kernel: Tensor, { stride, padding, dilation, groups }: ConvAttributes): Convolution {
  const filters = kernel.dims[3]!
  const spans = [span(kernel.dims[0]!, dilation[0]), span(kernel.dims[1]!, dilation[1])] as const
  const [batch, height, width] = x.dims as [number, number, number, number]
  const places = [windows(height, spans[0], stride[0], padding.top, padding.bottom), windows(width, spans[1], stride[1], padding.left, padding.right)] as const

  // TensorFlow's SAME says the same as this padding when it is what keeps the size at stride 1; then no padded copy is made.
  const same = stride[0] === 1 && stride[1] === 1 && places[0] === height && places[1] === width &&
    padding.top === Math.floor((spans[0] - 1) / 2) && padding.left === Math.floor((spans[1] - 1) / 2)
  const around = same ? x : pad(g, x, padding, 0)
  const { picks, strides } = seen(around, spans, stride, places)
  const padded = picks ? pick(g, around, picks) : around
  const attributes = {
    T: { type: x.type },
    strides: { ints: [1, ...strides, 1] },
    dilations: { ints: [1, ...dilation, 1] },
    padding: { text: same ? 'SAME' : 'VALID' },
    data_format: { text: 'NHWC' },
  }
  const plain = same && groups === 1 && dilation[0] === 1 && dilation[1] === 1
  const other: OtherForms = plain ? otherForms(rules, { g, x, kernel, padding, batch: expected }) : {}
  return {
    y: other.y?.() ?? g.one('Conv2D', [padded, kernel], attributes, x.type, [batch, ...places, filters]),
    toInput: other.toInput ?? ((dy) => {
      const inward = g.one('Conv2DBackpropInput', [g.shapeOf(padded), kernel, dy], attributes, x.type, padded.dims)
      return unpad(g, picks ? unpick(g, inward, around, picks) : inward, x, padding)
    }),
    toKernel: other.toKernel ?? ((dy) => g.one('Conv2DBackpropFilter', [padded, g.ints(kernel.dims), dy], attributes, x.type, kernel.dims)),
  }
}

/**
 * Where the kernel sees only some pixels these are picked first, and the stride becomes 1. oneDNN asks for it (3.x in TensorFlow 2.21, AVX-512):
 * the gradient of a 1 × 1 kernel whose strides differ (jit_1x1) writes outside its memory, so that the process dies, and a convolution of one
 * channel with a stride across and one window across (brg_conv_fwd) gives wrong numbers.
 */
function seen(x: Tensor, spans: Pair, stride: Pair, places: Pair): { picks: Picks | undefined; strides: Pair } {
  const [, height, width] = x.dims as [number, number, number]
  const single = spans[0] === 1 && spans[1] === 1
  const along = (axis: 0 | 1, size: number) =>
    stride[axis] === 1 ? { end: size, step: 1, stride: 1 }
    : places[axis] === 1 ? { end: spans[axis], step: 1, stride: 1 }
    : single ? { end: size, step: stride[axis], stride: 1 }
    : { end: size, step: 1, stride: stride[axis] }
  const [down, across] = [along(0, height), along(1, width)]
  const all = down.end === height && across.end === width && down.step === 1 && across.step === 1
  return { picks: all ? undefined : { end: [down.end, across.end], step: [down.step, across.step] }, strides: [down.stride, across.stride] }
}
