import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'

/** Pictures out of an IDX file: `bytes` are [count, height, width]. */
export interface IdxImages {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly bytes: Uint8Array
}

/**
 * The pictures in an IDX file. The format: two zeros, 8 for bytes, how many sizes there are; the sizes as four bytes each, the highest first; the
 * values (yann.lecun.com/exdb/mnist, "File formats"). Throws idxMark or idxLength.
 */
export function imagesIn(file: string, bytes: Uint8Array): IdxImages {
  const [count, height, width] = sizesIn(file, bytes, 3) as [number, number, number]
  return { count, height, width, bytes: bytes.subarray(16) }
}

/** The labels in an IDX file. Throws idxMark or idxLength. */
export function labelsIn(file: string, bytes: Uint8Array): Uint8Array {
  sizesIn(file, bytes, 1)
  return bytes.subarray(8)
}

function sizesIn(file: string, bytes: Uint8Array, sizes: 1 | 3): number[] {
  if (bytes.length === 0) throw problem('dataFileEmpty', { file })
  const head = 4 + 4 * sizes
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < 4 || view.getUint32(0) !== 0x0800 + sizes) throw problem('idxMark', { file, what: phrase(sizes === 3 ? 'pictures' : 'labels') })
  if (bytes.length < head) throw problem('idxLength', { file, bytes: bytes.length, expected: head })
  const found = Array.from({ length: sizes }, (_, i) => view.getUint32(4 + 4 * i))
  const expected = found.reduce((product, size) => product * size, 1)
  if (expected === 0) throw problem('dataFileEmpty', { file })
  if (bytes.length !== head + expected) throw problem('idxLength', { file, bytes: bytes.length, expected: head + expected })
  return found
}
