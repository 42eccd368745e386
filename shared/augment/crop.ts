import { random } from '../base/random'
import type { Size } from './size'

/** How far the cut lies from the middle of the padded picture, in pixels. */
export interface Shift {
  readonly down: number
  readonly right: number
}

/** Where the picture of this index is cut in this epoch, when `padding` pixels were added on each side. */
export function cropShift(padding: number, seed: number, epoch: number, index: number): Shift {
  const source = random(seed, epoch, index, cropStream)
  return { down: source.below(2 * padding + 1) - padding, right: source.below(2 * padding + 1) - padding }
}

/**
 * Copies a picture as if it had been padded with black and cut to its own size again, so far from the middle.
 * Its rows follow one another in memory, so that the cut is one copy of all of it, moved; what came in from beyond an edge is then blackened.
 */
export function crop(from: Uint8Array, fromAt: number, to: Uint8Array, toAt: number, size: Size, { down, right }: Shift): void {
  const { height, width, channels } = size
  const rowLength = width * channels
  const length = height * rowLength
  const moved = down * rowLength + right * channels
  const kept = Math.max(length - Math.abs(moved), 0)
  const begin = toAt + Math.min(Math.max(-moved, 0), length)
  const source = fromAt + Math.max(moved, 0)
  to.fill(0, toAt, begin)
  to.set(from.subarray(source, source + kept), begin)
  to.fill(0, begin + kept, toAt + length)
  blackenColumns(to, toAt, size, right)
}

/** Blackens so many columns at the right edge, or at the left one when the number is negative. */
function blackenColumns(bytes: Uint8Array, at: number, { height, width, channels }: Size, columns: number): void {
  const wide = Math.min(Math.abs(columns), width)
  const first = at + (columns > 0 ? width - wide : 0) * channels
  for (let row = 0; row < height; row++) {
    const start = first + row * width * channels
    for (let i = start; i < start + wide * channels; i++) bytes[i] = 0
  }
}

/** 'crop' in ASCII: keeps these random numbers apart from others of the same keys. */
const cropStream = 0x63726f70
