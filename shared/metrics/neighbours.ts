/** A row of a table of features, and how near it is: the cosine of the angle, -1 to 1. */
export interface Neighbour {
  readonly row: number
  readonly similarity: number
}

/** Brings every row of [rows, width] to length 1, in place; a row of zeros stays as it is. */
export function toUnitLength(features: Float32Array, width: number): void {
  for (let begin = 0; begin < features.length; begin += width) {
    let squares = 0
    for (let i = begin; i < begin + width; i++) squares += features[i]! * features[i]!
    const scale = squares > 0 ? 1 / Math.sqrt(squares) : 0
    for (let i = begin; i < begin + width; i++) features[i]! *= scale
  }
}

/** The rows of [rows, width] that are nearest to `query` [width] by cosine, nearest first; all of them have length 1, as `toUnitLength` makes it. */
export function nearestRows(features: Float32Array, query: Float32Array, most: number): Neighbour[] {
  const width = query.length
  const found = Array.from({ length: features.length / width }, (_, row): Neighbour => {
    let similarity = 0
    for (let i = 0, at = row * width; i < width; i++, at++) similarity += features[at]! * query[i]!
    return { row, similarity }
  })
  return found.sort((a, b) => b.similarity - a.similarity || a.row - b.row).slice(0, most)
}
