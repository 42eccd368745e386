import { hasText, littleEndian, type PictureFormat } from './header'

/** BMP (Microsoft's BITMAPINFOHEADER and its kin, and the 12-byte BITMAPCOREHEADER). */
export const bmp: PictureFormat = {
  name: 'BMP',
  matches: (bytes) => hasText(bytes, 0, 'BM') && bytes.length >= 26,
  header(bytes) {
    const old = littleEndian(bytes, 14, 4) === 12
    const width = littleEndian(bytes, 18, old ? 2 : 4) | 0
    const height = Math.abs(littleEndian(bytes, old ? 20 : 22, old ? 2 : 4) | 0)
    const bits = littleEndian(bytes, old ? 24 : 28, 2)
    const compression = old ? 0 : littleEndian(bytes, 30, 4)
    const pixelsAt = littleEndian(bytes, 10, 4)
    const end = isPlain(compression) ? pixelsAt + rowBytes(width, bits) * height : littleEndian(bytes, 2, 4)
    return { width, height, state: end > bytes.length ? 'cut' : 'whole', orientation: 1 }
  },
}

/** BI_RGB, BI_BITFIELDS and BI_ALPHABITFIELDS: pixels one after the other. Of compressed ones only the file's own length is known. */
const isPlain = (compression: number) => compression === 0 || compression === 3 || compression === 6

/** Rows are padded to whole 32-bit words. */
const rowBytes = (width: number, bits: number) => 4 * Math.ceil((width * bits) / 32)
