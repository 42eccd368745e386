import type { PicturesInMemory } from '#electron/images/pictures'
import { problem } from '#shared/base/problem'
import { pictureBytes, recordBytesOf, side, type CifarKind } from './kinds'

const plane = side * side

/** How many records these bytes of the file hold; throws when there is none or the last one is cut off. */
export function countRecords(kind: CifarKind, file: string, bytes: Uint8Array): number {
  if (bytes.length === 0) throw problem('dataFileEmpty', { file })
  const recordBytes = recordBytesOf(kind)
  const whole = Math.floor(bytes.length / recordBytes)
  if (whole * recordBytes !== bytes.length) throw problem('cifarFileCut', { file, bytes: bytes.length, recordBytes, whole })
  return whole
}

/** Writes the records of a file as pictures [height, width, channel] and labels, from the picture number `at` on. Throws cifarLabelOutOfRange. */
export function appendRecords(kind: CifarKind, file: string, records: Uint8Array, to: Pick<PicturesInMemory, 'bytes' | 'labels'>, at: number): void {
  const { bytes, labels } = to
  let out = at * pictureBytes
  for (let from = 0, record = 0; from < records.length; from += recordBytesOf(kind), record++) {
    kind.labels.forEach((classes, i) => {
      const label = records[from + i]!
      if (label >= classes) throw problem('cifarLabelOutOfRange', { file, record: record + 1, label, highest: classes - 1 })
      labels[at + record] = label
    })
    const first = from + kind.labels.length
    for (let red = first, end = first + plane; red < end; red++, out += 3) {
      bytes[out] = records[red]!
      bytes[out + 1] = records[red + plane]!
      bytes[out + 2] = records[red + 2 * plane]!
    }
  }
}
