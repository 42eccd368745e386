import { random } from '../base/random'
import { augmentationKind } from './kind'
import type { Size } from './size'

/** Its row of the table. */
export const verticalFlipKind = augmentationKind({
  label: 'Vertical flip',
  help: 'Turns every second picture, by chance, upside down as a mirror does: for pictures without an up, as from above or from a microscope',
  fields: {},
  apply(bytes, at, size, _values, { seed, epoch, index }) {
    if (random(seed, epoch, index, verticalStream).uniform() < 0.5) flipVertically(bytes, at, size)
  },
})

/** Mirrors top and bottom, in place, the picture whose bytes begin at `at`. */
export function flipVertically(bytes: Uint8Array, at: number, { height, width, channels }: Size): void {
  const rowLength = width * channels
  for (let top = at, bottom = at + (height - 1) * rowLength; top < bottom; top += rowLength, bottom -= rowLength) {
    for (let i = 0; i < rowLength; i++) {
      const held = bytes[top + i]!
      bytes[top + i] = bytes[bottom + i]!
      bytes[bottom + i] = held
    }
  }
}

/** 'vert' in ASCII: keeps these random numbers apart from others of the same keys. */
const verticalStream = 0x76657274
