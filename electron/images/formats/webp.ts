import { exifOrientation } from '../orientation'
import { hasText, littleEndian, type PictureFormat, type PictureHeader } from './header'

/** WebP (RFC 9649): a RIFF file of chunks; the first of them knows the size. */
export const webp: PictureFormat = {
  name: 'WebP',
  matches: (bytes) => hasText(bytes, 0, 'RIFF') && hasText(bytes, 8, 'WEBP'),
  header(bytes) {
    const size = sizeIn(bytes, 12)
    const end = 8 + littleEndian(bytes, 4, 4)
    return size && { ...size, state: end > bytes.length ? 'cut' : 'whole', ...orientationIn(bytes) }
  },
}

/** The size out of the chunk at this place: an extended header, a lossless or a lossy picture. */
function sizeIn(bytes: Uint8Array, at: number): { width: number; height: number } | undefined {
  if (hasText(bytes, at, 'VP8X')) return { width: littleEndian(bytes, at + 12, 3) + 1, height: littleEndian(bytes, at + 15, 3) + 1 }
  if (hasText(bytes, at, 'VP8L')) {
    const bits = littleEndian(bytes, at + 9, 4)
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 }
  }
  if (hasText(bytes, at, 'VP8 ')) return { width: littleEndian(bytes, at + 14, 2) & 0x3fff, height: littleEndian(bytes, at + 16, 2) & 0x3fff }
  return undefined
}

/** Chunks begin at even places. The decoder obeys some blocks of EXIF and not others, so it is to see none. */
function orientationIn(bytes: Uint8Array): Pick<PictureHeader, 'orientation' | 'orientationMark'> {
  for (let at = 12; at + 8 <= bytes.length; ) {
    const length = littleEndian(bytes, at + 4, 4)
    if (hasText(bytes, at, 'EXIF')) return { orientation: exifOrientation(bytes.subarray(at + 8, at + 8 + length)), orientationMark: at }
    at += 8 + length + (length % 2)
  }
  return { orientation: 1 }
}
