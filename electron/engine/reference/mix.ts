import * as tf from '@tensorflow/tfjs-core'
import { mixing, type Mixing } from '#shared/ops/mixing'
import { windows, type PoolAttributes } from '#shared/ops/ops'

/** rows · x · columnsᵀ for each channel of maps [count, height, width, channels]. */
export function mix(x: tf.Tensor, rows: Mixing, columns: Mixing): tf.Tensor {
  const [count, , , channels] = x.shape as [number, number, number, number]
  const down = times(rows, tf.transpose(x, [1, 0, 2, 3]))
  const across = times(columns, tf.transpose(down, [2, 1, 0, 3]))
  return tf.transpose(tf.reshape(across, [columns.to, count, rows.to, channels]), [1, 2, 0, 3])
}

/** The matrix times x [from, ...]: [to, ...]. */
function times({ from, to, weights }: Mixing, x: tf.Tensor): tf.Tensor {
  return tf.reshape(tf.matMul(tf.tensor2d(weights, [to, from]), tf.reshape(x, [from, -1]) as tf.Tensor2D), [to, ...x.shape.slice(1)])
}

/** Each place is the mean of its window along one direction: zeros of the padding count, what lies past it does not. */
export function averageMixing(size: number, { kernel, stride, padding, ceilMode }: PoolAttributes, axis: 0 | 1): Mixing {
  const [before, after] = axis === 0 ? [padding.top, padding.bottom] : [padding.left, padding.right]
  return mixing(size, windows(size, kernel[axis], stride[axis], before, after, ceilMode), (at) => {
    const start = at * stride[axis] - before
    const end = Math.min(start + kernel[axis], size + after)
    const places = Array.from({ length: end - start }, (_, i) => start + i).filter((place) => place >= 0 && place < size)
    return places.map((place) => [place, 1 / (end - start)] as const)
  })
}

/** Each place is that of the pixel that it lies in. */
export function nearestMixing(size: number, scale: number): Mixing {
  return mixing(size, size * scale, (at) => [[Math.floor(at / scale), 1]])
}
