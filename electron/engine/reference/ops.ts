import * as tf from '@tensorflow/tfjs-core'
import type { Random } from '#shared/base/random'
import type { LayerNode } from '#shared/graph/document'
import { sizeOf, type Ops, type Padding } from '#shared/ops/ops'
import { adaptiveMixing, bilinearMixing } from '#shared/ops/mixing'
import { wholePadding } from '#shared/ops/pooling'
import { conv2d, spread } from './conv2d'
import { averageMixing, mix, nearestMixing } from './mix'

/** One way through the network: what is fed, what the network keeps, and whether it is to learn. */
export interface Pass {
  /** [count, height, width, channels], normalised and of the network's size. */
  readonly images: tf.Tensor4D
  /** Parameters and running statistics by their PyTorch names, in PyTorch's layouts. */
  readonly tensors: ReadonlyMap<string, tf.Variable>
  /** Given when training: normalisation then takes the batch's statistics and moves the running ones, and dropout draws from the node's stream. */
  readonly training?: { random(node: LayerNode): Random }
}

/** The largest negative float32: around a max pool, it never wins. */
const lowest = -3.4028234663852886e38

/** The reading of a layer as tfjs-core tensors, computed at once: maps are [count, height, width, channels], vectors [count, features]. */
export function referenceOps(node: LayerNode, { images, tensors, training }: Pass): Ops<tf.Tensor> {
  const kept = (name: string) => tensors.get(`${node.name}.${name}`)!
  const drop = (x: tf.Tensor, maskShape: readonly number[], rate: number): tf.Tensor => {
    if (!training || rate === 0) return x
    const source = training.random(node)
    const mask = Float32Array.from({ length: sizeOf(maskShape) }, () => (source.uniform() < rate ? 0 : 1 / (1 - rate)))
    return tf.mul(x, tf.tensor(mask, [...maskShape]))
  }
  return {
    images: () => images,
    parameter: kept,
    statistic: kept,
    shape: ({ shape }) => (shape.length === 4 ? [shape[3]!, shape[1]!, shape[2]!] : [shape[1]!]),

    conv2d(x, kernel, { stride, padding, dilation, groups }) {
      const taps = spread(tf.transpose(kernel as tf.Tensor4D, [2, 3, 1, 0]), dilation)
      const padded = pad(x, padding, 0)
      if (groups === 1) return conv2d(padded, taps, stride)
      const [maps, parts] = [tf.split(padded, groups, 3), tf.split(taps, groups, 3)]
      return tf.concat(parts.map((part, i) => conv2d(maps[i]!, part, stride)), 3)
    },
    addBias: (x, bias) => tf.add(x, bias),
    batchNorm(x, scale, shift, mean, variance, { momentum, epsilon }) {
      const normalise = (by: { mean: tf.Tensor; variance: tf.Tensor }) =>
        tf.add(tf.mul(tf.div(tf.sub(x, by.mean), tf.sqrt(tf.add(by.variance, epsilon))), scale), shift)
      if (!training) return normalise({ mean, variance })
      const batch = tf.moments(x, x.shape.slice(0, -1).map((_size, axis) => axis))
      const count = x.size / scale.size
      moveStatistic(mean, batch.mean, momentum)
      // A single value has no unbiased variance; it counts as 0 then, and not as what cannot be divided.
      moveStatistic(variance, tf.mul(batch.variance, count / Math.max(1, count - 1)), momentum)
      return normalise(batch)
    },
    groupNorm: (x, scale, shift, { groups, epsilon }) => tf.add(tf.mul(normalise(x, groups, epsilon), scale), shift),
    layerNorm(x, scale, shift, epsilon) {
      const rowColumnChannel = (parameter: tf.Tensor) => (x.rank === 4 ? tf.transpose(parameter, [1, 2, 0]) : parameter)
      return tf.add(tf.mul(normalise(x, 1, epsilon), rowColumnChannel(scale)), rowColumnChannel(shift))
    },
    relu: (x) => tf.relu(x),
    leakyRelu: (x, slope) => tf.leakyRelu(x, slope),
    elu: (x, alpha) => tf.add(tf.relu(x), tf.mul(tf.expm1(tf.neg(tf.relu(tf.neg(x)))), alpha)),
    gelu: (x, byTanh) => tf.mul(x, byTanh ? approximateShare(x) : tf.mul(tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1), 0.5)),
    silu: (x) => tf.mul(x, tf.sigmoid(x)),
    sigmoid: (x) => tf.sigmoid(x),
    tanh: (x) => tf.tanh(x),
    maxPool(x, attributes) {
      const padded = pad(x, wholePadding([x.shape[1]!, x.shape[2]!], attributes), lowest)
      return tf.maxPool(padded, [...attributes.kernel], [...attributes.stride], 'valid')
    },
    avgPool: (x, attributes) => mix(x, averageMixing(x.shape[1]!, attributes, 0), averageMixing(x.shape[2]!, attributes, 1)),
    adaptiveAvgPool: (x, [height, width]) => mix(x, adaptiveMixing(x.shape[1]!, height), adaptiveMixing(x.shape[2]!, width)),
    upsampleNearest: (x, [down, across]) => mix(x, nearestMixing(x.shape[1]!, down), nearestMixing(x.shape[2]!, across)),
    resizeBilinear: (x, [height, width]) => mix(x, bilinearMixing(x.shape[1]!, height), bilinearMixing(x.shape[2]!, width)),
    flatten: (x) => tf.reshape(x.rank === 4 ? tf.transpose(x, [0, 3, 1, 2]) : x, [x.shape[0]!, -1]),
    linear: (x, weight) => tf.matMul(x, weight, false, true),
    dropout: (x, rate) => drop(x, x.shape, rate),
    spatialDropout: (x, rate) => drop(x, [x.shape[0]!, 1, 1, x.shape[3]!], rate),
    add: (a, b) => tf.add(a, b),
    multiply(a, b) {
      // A vector beside a map is a map of one pixel.
      const spread = (x: tf.Tensor) => (x.rank < Math.max(a.rank, b.rank) ? tf.reshape(x, [x.shape[0]!, 1, 1, x.shape[1]!]) : x)
      return tf.mul(spread(a), spread(b))
    },
    concat: (xs) => tf.concat([...xs], -1),
    softmax: (x) => tf.softmax(x),
  }
}

function pad(x: tf.Tensor, { top, bottom, left, right }: Padding, value: number): tf.Tensor4D {
  if (top + bottom + left + right === 0) return x as tf.Tensor4D
  return tf.pad(x as tf.Tensor4D, [[0, 0], [top, bottom], [left, right], [0, 0]], value)
}

/** Mean 0 and deviation 1 for each picture and group of channels. */
function normalise(x: tf.Tensor, groups: number, epsilon: number): tf.Tensor {
  const grouped = tf.reshape(x, [x.shape[0]!, -1, groups, x.shape.at(-1)! / groups])
  const { mean, variance } = tf.moments(grouped, [1, 3], true)
  return tf.reshape(tf.div(tf.sub(grouped, mean), tf.sqrt(tf.add(variance, epsilon))), x.shape)
}

/** ½ · (1 + tanh(√(2/π) · (x + 0.044715 · x³))) */
function approximateShare(x: tf.Tensor): tf.Tensor {
  const inner = tf.mul(tf.add(x, tf.mul(tf.mul(x, tf.square(x)), 0.044715)), Math.sqrt(2 / Math.PI))
  return tf.mul(tf.add(tf.tanh(inner), 1), 0.5)
}

/** running = (1 - momentum)·running + momentum·batch. */
function moveStatistic(running: tf.Tensor, batch: tf.Tensor, momentum: number): void {
  // `statistic` above hands out variables.
  const variable = running as tf.Variable
  variable.assign(tf.add(tf.mul(running, 1 - momentum), tf.mul(batch, momentum)))
}
