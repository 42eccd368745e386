import * as tf from '@tensorflow/tfjs-core'

/**
 * Convolution without padding: maps [count, height, width, in] and a kernel [height, width, in, out].
 * The gradient towards the kernel is written here, because tfjs' own takes some twenty times as long on the JavaScript backend.
 */
export function conv2d(x: tf.Tensor, kernel: tf.Tensor, stride: readonly [number, number]): tf.Tensor {
  return tf.customGrad((...given) => {
    const [map, filters, save] = given as [tf.Tensor4D, tf.Tensor4D, tf.GradSaveFunc]
    save([map, filters])
    return {
      value: tf.conv2d(map, filters, [...stride], 'valid'),
      gradFunc: (dy: tf.Tensor, saved: tf.Tensor[]) => {
        const [input, taps] = saved as [tf.Tensor4D, tf.Tensor4D]
        return [tf.conv2dTranspose(dy as tf.Tensor4D, taps, input.shape, [...stride], 'valid'), kernelGradient(input, dy as tf.Tensor4D, taps.shape, stride)]
      },
    }
  })(x, kernel)
}

/** For each place in the kernel: the pixels that it has lain on, times the gradient of what came of them, summed over pictures and places. */
function kernelGradient(x: tf.Tensor4D, dy: tf.Tensor4D, shape: readonly [number, number, number, number], stride: readonly [number, number]): tf.Tensor {
  const [height, width, channels, filters] = shape
  const [count, rows, columns] = dy.shape
  const flat = tf.reshape(dy, [-1, filters])
  const places = Array.from({ length: height * width }, (_, place) =>
    tf.tidy(() => {
      const [row, column] = [Math.floor(place / width), place % width]
      const end = [count, row + (rows - 1) * stride[0] + 1, column + (columns - 1) * stride[1] + 1, channels]
      const under = tf.stridedSlice(x, [0, row, column, 0], end, [1, ...stride, 1])
      return tf.matMul(tf.reshape(under, [-1, channels]), flat, true)
    }),
  )
  return tf.reshape(tf.stack(places), [...shape])
}

/** A kernel [height, width, in, out] with zeros between its places, so that a plain convolution with it is a dilated one. */
export function spread(kernel: tf.Tensor4D, [down, across]: readonly [number, number]): tf.Tensor4D {
  const [height, width, channels, filters] = kernel.shape
  const rows = stretch(tf.reshape(kernel, [1, height, width * channels * filters]), down)
  const columns = stretch(tf.reshape(rows, [-1, width, channels * filters]), across)
  return tf.reshape(columns, [down * (height - 1) + 1, across * (width - 1) + 1, channels, filters])
}

/** [a, n, b] to [a, by · (n - 1) + 1, b], with zeros between. */
function stretch(x: tf.Tensor, by: number): tf.Tensor {
  const [outer, length, inner] = x.shape as [number, number, number]
  const wide = tf.reshape(tf.pad(tf.reshape(x, [outer * length, 1, inner]), [[0, 0], [0, by - 1], [0, 0]]), [outer, length * by, inner])
  return tf.slice(wide, [0, 0, 0], [outer, by * (length - 1) + 1, inner])
}
