import { crc32 } from '#electron/files/storedZip'
import { exifOrientation } from '../orientation'
import { bigEndian, hasText, type PictureFormat, type PictureHeader } from './header'

/** PNG (W3C recommendation, third edition, §5): a signature, then chunks of length, type, data and checksum, the last one IEND. */
export const png: PictureFormat = {
  name: 'PNG',
  matches: (bytes) => hasText(bytes, 0, '\x89PNG\r\n\x1a\n'),
  header(bytes) {
    if (!hasText(bytes, 12, 'IHDR')) return undefined
    const size = { width: bigEndian(bytes, 16, 4), height: bigEndian(bytes, 20, 4) }
    return { ...size, ...walk(bytes) }
  },
}

function walk(bytes: Uint8Array): Pick<PictureHeader, 'state' | 'orientation'> {
  let orientation = 1
  for (let at = 8; at + 12 <= bytes.length; ) {
    const end = at + 12 + bigEndian(bytes, at, 4)
    if (end > bytes.length) break
    const type = bytes.subarray(at + 4, at + 8)
    if (isCritical(type) && crc32(bytes.subarray(at + 4, end - 4)) !== bigEndian(bytes, end - 4, 4)) return { state: 'damaged', orientation }
    if (hasText(type, 0, 'eXIf')) orientation = exifOrientation(bytes.subarray(at + 8, end - 4))
    if (hasText(type, 0, 'IEND')) return { state: 'whole', orientation }
    at = end
  }
  return { state: 'cut', orientation }
}

/** A picture cannot be shown without the chunks whose type begins with a capital. */
const isCritical = (type: Uint8Array) => (type[0]! & 0x20) === 0
