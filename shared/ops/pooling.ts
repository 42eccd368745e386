import type { Padding, PoolAttributes } from './ops'
import { windows } from './ops'

/** Height and width of a map. */
type Size = readonly [height: number, width: number]

/** The padding with which every window of a pool is whole: in ceil mode the last ones may reach past the padded map. */
export function wholePadding([height, width]: Size, { kernel, stride, padding, ceilMode }: PoolAttributes): Padding {
  const end = (size: number, axis: 0 | 1, before: number, after: number) =>
    Math.max(after, (windows(size, kernel[axis], stride[axis], before, after, ceilMode) - 1) * stride[axis] + kernel[axis] - size - before)
  return { ...padding, bottom: end(height, 0, padding.top, padding.bottom), right: end(width, 1, padding.left, padding.right) }
}

/**
 * By how much an average pool divides the sum of each window, along one direction: padding counts, what lies past it does not
 * (PyTorch's default, count_include_pad).
 */
export function divisors(size: number, kernel: number, stride: number, before: number, after: number, ceilMode: boolean): number[] {
  return Array.from({ length: windows(size, kernel, stride, before, after, ceilMode) }, (_, at) =>
    Math.min(kernel, size + before + after - at * stride))
}

/** The pixels that adaptive pooling of `from` to `to` averages for place `at`: from ⌊at·from/to⌋ to before ⌈(at + 1)·from/to⌉, as PyTorch has it. */
export function bin(at: number, from: number, to: number): readonly [start: number, end: number] {
  return [Math.floor((at * from) / to), Math.ceil(((at + 1) * from) / to)]
}
