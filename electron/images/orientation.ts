import { bigEndian, hasText, littleEndian } from './formats/header'

const orientationTag = 0x0112

/**
 * How a camera was held, 1 (upright) to 8, out of a block of EXIF: a TIFF header and its first directory (Exif 2.32, §4.6).
 * 1 when it does not say.
 */
export function exifOrientation(block: Uint8Array): number {
  const exif = hasText(block, 0, 'Exif\0\0') ? block.subarray(6) : block
  const little = hasText(exif, 0, 'II*\0')
  if (!little && !hasText(exif, 0, 'MM\0*')) return 1
  const number = little ? littleEndian : bigEndian
  const directory = number(exif, 4, 4)
  const entries = number(exif, directory, 2)
  for (let i = 0; i < entries; i++) {
    const entry = directory + 2 + 12 * i
    if (entry + 12 > exif.length) break
    const value = number(exif, entry + 8, 2)
    if (number(exif, entry, 2) === orientationTag) return value >= 1 && value <= 8 ? value : 1
  }
  return 1
}

/** Whether width and height change places when a picture of this orientation is put upright. */
export const swapsSides = (orientation: number) => orientation >= 5

interface Stored {
  readonly height: number
  readonly width: number
  readonly channels: number
}

/** Puts a picture upright: `bytes` are [height, width, channels] as stored; the result has its sides swapped where need be. */
export function upright(bytes: Uint8Array, { height, width, channels }: Stored, orientation: number): Uint8Array {
  if (orientation === 1) return bytes
  const swaps = swapsSides(orientation)
  const fromRight = [2, 3, 7, 8].includes(orientation)
  const fromBottom = [3, 4, 6, 7].includes(orientation)
  const [newHeight, newWidth] = swaps ? [width, height] : [height, width]
  const result = new Uint8Array(bytes.length)
  for (let row = 0, to = 0; row < newHeight; row++) {
    for (let column = 0; column < newWidth; column++, to += channels) {
      const [storedRow, storedColumn] = swaps ? [column, row] : [row, column]
      const from = ((fromBottom ? height - 1 - storedRow : storedRow) * width + (fromRight ? width - 1 - storedColumn : storedColumn)) * channels
      for (let channel = 0; channel < channels; channel++) result[to + channel] = bytes[from + channel]!
    }
  }
  return result
}
