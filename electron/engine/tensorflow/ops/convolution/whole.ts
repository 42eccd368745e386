import type { Pair } from '#shared/base/fields'
import { span, windows, type ConvAttributes } from '#shared/ops/ops'
import { DataType } from '../../binding'
import type { Tensor } from '../../graphdef'
import type { Context } from '../op'
import { pad, unpad } from '../padding'
import { pick, unpick, type Picks } from '../picking'
import type { Convolution } from './convolution'

/** A convolution by TensorFlow's one op for it. */
export function whole(context: Context, x: Tensor, kernel: Tensor, { stride, padding, dilation, groups }: ConvAttributes): Convolution {
  const { g } = context
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
  const plain = groups === 1 && dilation[0] === 1 && dilation[1] === 1
  return {
    y: g.one('Conv2D', [padded, kernel], attributes, x.type, [batch, ...places, filters]),
    toInput(dy) {
      const inward = g.one('Conv2DBackpropInput', [g.shapeOf(padded), kernel, dy], attributes, x.type, padded.dims)
      return unpad(g, picks ? unpick(g, inward, around, picks) : inward, x, padding)
    },
    toKernel: (dy) =>
      plain && filterGradientIsSlow(context, x, kernel, same)
        ? filterGradientByMatMul(context, x, kernel, dy)
        : g.one('Conv2DBackpropFilter', [padded, g.ints(kernel.dims), dy], attributes, x.type, kernel.dims),
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

/**
 * oneDNN's bfloat16 filter gradient is slow on maps of 4 × 4 and less: measured on AMX, 512 to 512 channels, batch 128, it takes 49 ms at
 * 4 × 4 and 35 ms at 2 × 2, the matrix product 15 ms and 3 ms; the whole step of VGG16-BN goes from 212 to 284 images/s.
 */
function filterGradientIsSlow({ compute }: Context, x: Tensor, kernel: Tensor, same: boolean): boolean {
  return compute === DataType.bfloat16 && same && kernel.dims[0]! > 1 && x.dims[1]! * x.dims[2]! <= 16
}

/** The same gradient as one matrix product: (windows of x)ᵀ · dy. */
function filterGradientByMatMul({ g }: Context, x: Tensor, kernel: Tensor, dy: Tensor): Tensor {
  const [height, width, channels, filters] = kernel.dims as [number, number, number, number]
  const patchSize = height * width * channels
  const attributes = {
    T: { type: x.type },
    ksizes: { ints: [1, height, width, 1] },
    strides: { ints: [1, 1, 1, 1] },
    rates: { ints: [1, 1, 1, 1] },
    padding: { text: 'SAME' },
  }
  const patches = g.one('ExtractImagePatches', [x], attributes, x.type, [...x.dims.slice(0, 3), patchSize])
  return g.reshape(g.matMul(g.reshape(patches, [-1, patchSize]), g.reshape(dy, [-1, filters]), { a: true }), kernel.dims)
}
