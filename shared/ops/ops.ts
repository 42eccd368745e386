import type { Pair } from '../base/fields'

/**
 * The size of one picture's values: [channels, height, width] for a map, [features] for a vector. The batch is implied everywhere,
 * and the order is PyTorch's whatever a reading does inside.
 */
export type Shape = readonly number[]

/** Pixels added on each side of a map. */
export interface Padding {
  readonly top: number
  readonly bottom: number
  readonly left: number
  readonly right: number
}

export interface WindowAttributes {
  readonly stride: Pair
  readonly padding: Padding
}
export interface ConvAttributes extends WindowAttributes {
  /** The distance between the places of a kernel, in pixels; 1 when they lie side by side. */
  readonly dilation: Pair
  /** Into how many parts channels and filters are cut: each filter sees only the channels of its part. */
  readonly groups: number
}
export interface PoolAttributes extends WindowAttributes {
  readonly kernel: Pair
  /** Whether a last window may reach past the map, if it starts inside the map or its padding at the start. */
  readonly ceilMode: boolean
}
export interface NormAttributes {
  /** How much of the new batch's statistics enters the running ones, as PyTorch counts: running = (1 - momentum)·running + momentum·batch. */
  readonly momentum: number
  readonly epsilon: number
}

export interface GroupNormAttributes {
  /** How many groups of equally many channels; each is normalised by itself. */
  readonly groups: number
  readonly epsilon: number
}

/** What a parameter is for; it decides its start value, and later which parameters decay. */
export type ParameterRole = 'kernel' | 'bias' | 'scale' | 'shift'

/**
 * The small vocabulary in which every layer is written, once. T is what a value means in a reading: its shape and cost,
 * a tensor of the TensorFlow graph, a tensor of the reference.
 */
export interface Ops<T> {
  /** The pictures, normalised and of the network's size. */
  images(shape: Shape): T
  /** A learned parameter. `shape` is PyTorch's: [out, in / groups, height, width] of a convolution, [out, in] of a linear layer, [channels] else. */
  parameter(name: string, shape: Shape, role: ParameterRole): T
  /** A running statistic: part of the weights, moved by training but not learned. */
  statistic(name: string, shape: Shape, start: number): T
  /** The shape of a value. */
  shape(x: T): Shape

  /** Cross-correlation with kernels [out, in / groups, kh, kw]; padding is zeros. */
  conv2d(x: T, kernel: T, attributes: ConvAttributes): T
  /** Adds one number a channel, or a feature. */
  addBias(x: T, bias: T): T
  /** Per channel over batch and pixels: (x - mean) / sqrt(variance + epsilon) · scale + shift; biased variance in, unbiased in the running statistic. */
  batchNorm(x: T, scale: T, shift: T, mean: T, variance: T, attributes: NormAttributes): T
  /**
   * Per picture and group of channels: (x - mean) / sqrt(variance + epsilon) · scale + shift, with the biased variance over the group's
   * channels and pixels; scale and shift are [channels]. Y. Wu and K. He 2018.
   */
  groupNorm(x: T, scale: T, shift: T, attributes: GroupNormAttributes): T
  /** The same over all of a picture's values at once, with a scale and shift for each of them. J. L. Ba and others 2016. */
  layerNorm(x: T, scale: T, shift: T, epsilon: number): T
  relu(x: T): T
  /** x where it is positive, slope · x elsewhere. */
  leakyRelu(x: T, slope: number): T
  /** x where it is positive, alpha · (e^x - 1) elsewhere. D.-A. Clevert and others 2016. */
  elu(x: T, alpha: number): T
  /** x · Φ(x) with the normal distribution's Φ, or the approximation of it by a tanh. D. Hendrycks and K. Gimpel 2016. */
  gelu(x: T, byTanh: boolean): T
  /** x · sigmoid(x). */
  silu(x: T): T
  /** 1 / (1 + e^-x). */
  sigmoid(x: T): T
  tanh(x: T): T
  /** The largest value of each window; padding never wins. */
  maxPool(x: T, attributes: PoolAttributes): T
  /** The mean of each window; padding counts as zeros, what lies past it does not count. */
  avgPool(x: T, attributes: PoolAttributes): T
  /** The means of as many bins as `size` says, which cover the map and may overlap: bin i of n pixels is ⌊i·n/size⌋ … ⌈(i + 1)·n/size⌉. */
  adaptiveAvgPool(x: T, size: Pair): T
  /** Every pixel as a block of so many equal ones. */
  upsampleNearest(x: T, scale: Pair): T
  /** The map at another size, interpolated between pixels with their values in their middles. */
  resizeBilinear(x: T, size: Pair): T
  /** [channels, height, width] to [features], in that order. */
  flatten(x: T): T
  /** x · weightᵀ with a weight [out, in]. */
  linear(x: T, weight: T): T
  /** In training each value becomes 0 with probability `rate`, the rest grow by 1 / (1 - rate); in evaluation nothing happens. */
  dropout(x: T, rate: number): T
  /** The same with whole channels of a map: all pixels of a channel are dropped, or none. J. Tompson and others 2015. */
  spatialDropout(x: T, rate: number): T
  add(a: T, b: T): T
  /** Value by value; one of the two may be a number a channel, [channels] or [channels, 1, 1], for the pixels of the other. */
  multiply(a: T, b: T): T
  /** Channel after channel, or feature after feature, in the order of the inputs. */
  concat(xs: readonly T[]): T
  /** e^x / Σ e^x over the features. */
  softmax(x: T): T
}

/** The names of the vocabulary that compute; the rest declares. Tables over it are complete by type. */
export type ComputingOp = Exclude<keyof Ops<unknown>, 'images' | 'parameter' | 'statistic' | 'shape'>

/** How many pixels a kernel spans: dilation · (kernel - 1) + 1. */
export function span(kernel: number, dilation: number): number {
  return dilation * (kernel - 1) + 1
}

/**
 * How many windows fit: ⌊(size + padding - kernel) / stride⌋ + 1 (PyTorch's documentation of Conv2d, with the kernel's span for a dilated one).
 * In ceil mode ⌈…⌉, but a last window that would start past the map and its padding at the start is left out (of MaxPool2d).
 */
export function windows(size: number, kernel: number, stride: number, before: number, after: number, ceilMode = false): number {
  const steps = (size + before + after - kernel) / stride
  if (!ceilMode) return Math.floor(steps) + 1
  const most = Math.ceil(steps) + 1
  return (most - 1) * stride >= size + before ? most - 1 : most
}

/** The number of values in a shape. */
export function sizeOf(shape: Shape): number {
  return shape.reduce((product, n) => product * n, 1)
}
