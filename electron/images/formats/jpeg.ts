import { bigEndian, hasText, type PictureFormat } from './header'

const startOfScan = 0xda
const endOfImage = 0xd9
/** A picture has about ten scans; the decoder goes over all of its pixels for each, so that thousands would keep it busy for hours. */
const mostScans = 200

/** JPEG (ITU-T T.81, annex B): segments of marker, length and data; the data of a scan run on until the next marker that is not a restart. */
export const jpeg: PictureFormat = {
  name: 'JPEG',
  matches: (bytes) => hasText(bytes, 0, '\xff\xd8\xff'),
  header(bytes) {
    let size = { width: 0, height: 0 }
    let scans = 0
    for (let at = nextMarker(bytes, 2); at < bytes.length; at = nextMarker(bytes, at)) {
      const marker = bytes[at + 1]!
      if (marker === endOfImage) return { ...size, state: 'whole', orientation: 1 }
      if (marker === startOfScan && ++scans > mostScans) return { ...size, state: 'damaged', orientation: 1 }
      if (isFrame(marker)) size = { height: bigEndian(bytes, at + 5, 2), width: bigEndian(bytes, at + 7, 2) }
      at += 2 + (standsAlone(marker) ? 0 : bigEndian(bytes, at + 2, 2))
    }
    return { ...size, state: 'cut', orientation: 1 }
  },
}

/** Where the next marker begins; a zero or another 0xff after 0xff is none. */
function nextMarker(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(0xff, from)
  while (at >= 0 && (bytes[at + 1] === 0 || bytes[at + 1] === 0xff)) at = bytes.indexOf(0xff, at + 1)
  return at < 0 || at + 1 >= bytes.length ? bytes.length : at
}

/** Start of a frame of any coding: C0 to CF but for the tables C4, C8 and CC. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc

/** Restarts, the begin of the picture, and TEM have no length. */
const standsAlone = (marker: number) => (marker >= 0xd0 && marker <= 0xd8) || marker === 0x01
