import { choice, whole, type Values } from '../base/fields'
import { random } from '../base/random'
import type { Key } from './key'
import type { Size } from './size'

/** Its row of the table. It has no `apply`, as it is how a picture comes from its set into a batch. */
export const cropKind = {
  label: 'Crop',
  help: 'Pads the picture on each side and cuts its old size out at a random place',
  fields: {
    padding: whole(4, { label: 'Padding', help: 'So many pixels on each side', min: 1, max: 32 }),
    edge: choice('black', { label: 'Edge', help: 'What is beyond the edge: black, or the picture mirrored', options: ['black', 'mirrored'] }),
  },
}

/** Copies a picture, cut where chance of this key says. */
export function cropByChance(from: Uint8Array, fromAt: number, to: Uint8Array, toAt: number, size: Size, { padding, edge }: Values<typeof cropKind.fields>, key: Key): void {
  const shift = cropShift(padding, key.seed, key.epoch, key.index)
  if (edge === 'black') crop(from, fromAt, to, toAt, size, shift)
  else cropMirrored(from, fromAt, to, toAt, size, shift)
}

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

/** The same with what is beyond an edge mirrored at the middle of the edge's pixels, which are not doubled: `mode="reflect"` of PyTorch's pad. */
export function cropMirrored(from: Uint8Array, fromAt: number, to: Uint8Array, toAt: number, size: Size, { down, right }: Shift): void {
  const { height, width, channels } = size
  for (let row = 0; row < height; row++) {
    const source = fromAt + mirroredPlace(row + down, height) * width * channels
    const target = toAt + row * width * channels
    for (let column = 0; column < width; column++) {
      const pixel = source + mirroredPlace(column + right, width) * channels
      for (let channel = 0; channel < channels; channel++) to[target + column * channels + channel] = from[pixel + channel]!
    }
  }
}

/** Which of so many places lies where this one would be, with the rest mirrored as often as it takes. */
function mirroredPlace(place: number, count: number): number {
  if (place >= 0 && place < count) return place
  if (count === 1) return 0
  const period = 2 * (count - 1)
  const inPeriod = ((place % period) + period) % period
  return inPeriod < count ? inPeriod : period - inPeriod
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
