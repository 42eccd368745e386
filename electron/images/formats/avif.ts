import { bigEndian, hasText, type PictureFormat } from './header'

/** AVIF (AOM's AVIF 1.1 on ISO/IEC 23008-12): boxes in boxes; the decoder itself refuses what is cut off. */
export const avif: PictureFormat = {
  name: 'AVIF',
  matches: (bytes) => hasText(bytes, 4, 'ftyp') && brands(bytes).some((at) => hasText(bytes, at, 'avif') || hasText(bytes, at, 'avis')),
  header(bytes) {
    const meta = boxes(bytes, 0, bytes.length, 'meta')[0]
    const properties = meta && boxes(bytes, meta.from + 4, meta.to, 'iprp')[0]
    const container = properties && boxes(bytes, properties.from, properties.to, 'ipco')[0]
    const sizes = container ? boxes(bytes, container.from, container.to, 'ispe').map(({ from }) => sizeAt(bytes, from + 4)) : []
    const largest = sizes.sort((one, other) => other.width * other.height - one.width * one.height)[0]
    return largest && { ...largest, state: 'whole', orientation: 1 }
  },
}

const sizeAt = (bytes: Uint8Array, at: number) => ({ width: bigEndian(bytes, at, 4), height: bigEndian(bytes, at + 4, 4) })

/** Where the names of the brands stand in the first box: one, its version, then all that fit. */
function brands(bytes: Uint8Array): number[] {
  const end = Math.min(bigEndian(bytes, 0, 4), bytes.length, 256)
  const found: number[] = []
  for (let at = 8; at + 4 <= end; at += 4) found.push(at)
  return found
}

/** The insides of the boxes of a type between two places: each has its length and its type before it. */
function boxes(bytes: Uint8Array, from: number, to: number, type: string): { from: number; to: number }[] {
  const found: { from: number; to: number }[] = []
  for (let at = from; at + 8 <= to; ) {
    const length = bigEndian(bytes, at, 4)
    if (length < 8) break
    if (hasText(bytes, at + 4, type)) found.push({ from: at + 8, to: Math.min(at + length, to) })
    at += length
  }
  return found
}
