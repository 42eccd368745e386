import { toggle } from '../base/fields'
import { random } from '../base/random'
import { augmentationKind } from './kind'
import type { Key } from './key'
import type { Size } from './size'

/** Its row of the table. */
export const flipKind = augmentationKind({
  label: 'Flip',
  help: 'Mirrors every second picture, by chance, left and right',
  fields: {
    alternating: toggle(false, { label: 'In turn', help: 'Mirrors half of the pictures in the first epoch, by chance, the others in the next, and so on in turn: each is seen both ways equally often', later: true }),
  },
  apply(bytes, at, size, { alternating }, key) {
    if (alternating ? flipsInTurn(key) : flips(key)) flip(bytes, at, size)
  },
})

/** Whether the picture of this index is mirrored in this epoch: every second time, by chance. */
export function flips({ seed, epoch, index }: Key): boolean {
  return random(seed, epoch, index, flipStream).uniform() < 0.5
}

/** The same in turn (K. Jordan's airbench94, arXiv 2404.00498): in the first epoch by chance, and then in every second one. */
export function flipsInTurn({ seed, epoch, index }: Key): boolean {
  return flips({ seed, epoch: 0, index }) !== (epoch % 2 === 1)
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
