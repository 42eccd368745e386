import { hasText, littleEndian, type PictureFormat, type PictureHeader } from './header'

const extension = 0x21
const imageDescriptor = 0x2c

/** GIF (GIF89a specification, CompuServe 1990); of an animation the first frame counts. */
export const gif: PictureFormat = {
  name: 'GIF',
  matches: (bytes) => hasText(bytes, 0, 'GIF87a') || hasText(bytes, 0, 'GIF89a'),
  header(bytes) {
    const screen = { width: littleEndian(bytes, 6, 2), height: littleEndian(bytes, 8, 2) }
    let at = 13 + colourTableBytes(bytes[10] ?? 0)
    while (bytes[at] === extension) at = afterSubBlocks(bytes, at + 2)
    if (at >= bytes.length) return { ...screen, state: 'cut', orientation: 1 }
    if (bytes[at] !== imageDescriptor) return { ...screen, state: 'damaged', orientation: 1 }
    return { ...firstFrame(bytes, at, screen), orientation: 1 }
  },
}

/** A frame may reach beyond the screen; the decoder then makes room for it. */
function firstFrame(bytes: Uint8Array, at: number, screen: { width: number; height: number }): Omit<PictureHeader, 'orientation'> {
  const width = Math.max(screen.width, littleEndian(bytes, at + 1, 2) + littleEndian(bytes, at + 5, 2))
  const height = Math.max(screen.height, littleEndian(bytes, at + 3, 2) + littleEndian(bytes, at + 7, 2))
  const end = afterSubBlocks(bytes, at + 11 + colourTableBytes(bytes[at + 9] ?? 0))
  return { width, height, state: end > bytes.length ? 'cut' : 'whole' }
}

/** Three bytes a colour, a power of two of them, when the highest bit says that there is a table. */
const colourTableBytes = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)

/** Where a chain of sub-blocks ends, each with its length before it, the last one of length 0; beyond the end when it is cut. */
function afterSubBlocks(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at]) at += 1 + bytes[at]!
  return at + 1
}
