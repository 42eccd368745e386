import { random } from '../base/random'
import { augmentationKind } from './kind'
import type { Size } from './size'

/** Its row of the table. */
export const flipKind = augmentationKind({
  label: 'Flip',
  help: 'Mirrors every second picture, by chance, left and right',
  fields: {},
  apply(bytes, at, size, _values, { seed, epoch, index }) {
    if (flips(seed, epoch, index)) flip(bytes, at, size)
  },
})

/** Whether the picture of this index is mirrored in this epoch: every second time, by chance. */
export function flips(seed: number, epoch: number, index: number): boolean {
  return random(seed, epoch, index, flipStream).uniform() < 0.5
}

/** Mirrors left and right, in place, the picture whose bytes begin at `at`. */
export function flip(bytes: Uint8Array, at: number, { height, width, channels }: Size): void {
  const rowLength = width * channels
  for (let start = at; start < at + height * rowLength; start += rowLength) {
    for (let channel = 0; channel < channels; channel++) {
      for (let left = start + channel, right = left + rowLength - channels; left < right; left += channels, right -= channels) {
        const held = bytes[left]!
        bytes[left] = bytes[right]!
        bytes[right] = held
      }
    }
  }
}

/** 'flip' in ASCII: keeps these random numbers apart from others of the same keys. */
const flipStream = 0x666c6970
