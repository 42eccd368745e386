import { whole } from '../base/fields'
import { random } from '../base/random'
import { augmentationKind } from './kind'
import type { Size } from './size'

/** Its row of the table. */
export const cutoutKind = augmentationKind({
  label: 'Cutout',
  help: 'Covers a grey square around a random place, at the edge a part of one (T. DeVries and G. W. Taylor 2017)',
  fields: { size: whole(8, { label: 'Size', help: 'Side of the square, in pixels', min: 1, max: 256 }) },
  apply(bytes, at, size, { size: side }, { seed, epoch, index }) {
    const source = random(seed, epoch, index, cutoutStream)
    cutOut(bytes, at, size, side, { row: source.below(size.height), column: source.below(size.width) })
  },
})

/** The middle of the scale, which normalisation brings near 0: the paper cuts out after normalisation and fills with 0. */
const GREY = 128

/** Fills the square of this side around a pixel; of an even side, one more lies above and left of it than below and right. */
export function cutOut(bytes: Uint8Array, at: number, { height, width, channels }: Size, side: number, middle: { readonly row: number; readonly column: number }): void {
  const [top, left] = [middle.row - (side >> 1), middle.column - (side >> 1)]
  const [first, last] = [Math.max(left, 0) * channels, Math.min(left + side, width) * channels]
  for (let row = Math.max(top, 0); row < Math.min(top + side, height); row++) {
    const start = at + row * width * channels
    for (let i = start + first; i < start + last; i++) bytes[i] = GREY
  }
}

/** 'cout' in ASCII: keeps these random numbers apart from others of the same keys. */
const cutoutStream = 0x636f7574
