import type { PicturesInMemory } from '#electron/images/pictures'
import { problem } from '#shared/base/problem'

/** Height and width of a picture in pixels. */
export const side = 32
const plane = side * side
/** Bytes of a picture. */
export const pictureBytes = 3 * plane
/** One label byte, then the red, the green and the blue plane, each row by row (cs.toronto.edu/~kriz/cifar.html, "Binary version"). */
export const recordBytes = 1 + pictureBytes
const classCount = 10

/** How many records these bytes of the file hold; throws when there is none or the last one is cut off. */
export function countRecords(file: string, bytes: Uint8Array): number {
  if (bytes.length === 0) throw problem('dataFileEmpty', { file })
  const whole = Math.floor(bytes.length / recordBytes)
  if (whole * recordBytes !== bytes.length) throw problem('cifarFileCut', { file, bytes: bytes.length, recordBytes, whole })
  return whole
}

/** Writes the records of a file as pictures [height, width, channel] and labels, from the picture number `at` on. */
export function appendRecords(file: string, records: Uint8Array, to: Pick<PicturesInMemory, 'bytes' | 'labels'>, at: number): void {
  const { bytes, labels } = to
  let out = at * pictureBytes
  for (let from = 0, record = 0; from < records.length; from += recordBytes, record++) {
    const label = records[from]!
    if (label >= classCount) throw problem('cifarLabelOutOfRange', { file, record: record + 1, label, highest: classCount - 1 })
    labels[at + record] = label
    for (let red = from + 1, end = red + plane; red < end; red++, out += 3) {
      bytes[out] = records[red]!
      bytes[out + 1] = records[red + plane]!
      bytes[out + 2] = records[red + 2 * plane]!
    }
  }
}
