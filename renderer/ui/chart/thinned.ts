export interface Point {
  readonly x: number
  readonly y: number
}

/**
 * A line's points between `from` and `to`, at most four a column of pixels: its first, lowest, highest and last, so that the drawn line is the same as
 * with all points. x rises. One point beyond either end is kept, so that the line runs to the edge. Points that are not numbers are left out.
 */
export function thinned(x: Float32Array, y: Float32Array, [from, to]: readonly [number, number], columns: number): Point[] {
  const begin = Math.max(0, firstAtLeast(x, from) - 1)
  const end = Math.min(x.length, firstAtLeast(x, to) + 2)
  if (end - begin <= columns * 4) return plain(x, y, begin, end)
  const points: Point[] = []
  // Divided last: where a column begins at a whole step, that step is in it, and not in the one before by rounding.
  const columnOf = (at: number) => Math.floor(((at - from) * columns) / (to - from || 1))
  for (let i = begin; i < end; ) {
    const column = columnOf(x[i]!)
    let last = i
    let low = i
    let high = i
    for (let j = i; j < end && columnOf(x[j]!) === column; j++) {
      last = j
      if (!(y[j]! >= y[low]!)) low = j
      if (!(y[j]! <= y[high]!)) high = j
    }
    for (const at of [...new Set([i, Math.min(low, high), Math.max(low, high), last])]) add(points, x[at]!, y[at]!)
    i = last + 1
  }
  return points
}

/** The place of the first number that is not below `value`, in numbers that rise. */
export function firstAtLeast(rising: Float32Array, value: number): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

function plain(x: Float32Array, y: Float32Array, begin: number, end: number): Point[] {
  const points: Point[] = []
  for (let i = begin; i < end; i++) add(points, x[i]!, y[i]!)
  return points
}

function add(points: Point[], x: number, y: number): void {
  if (Number.isFinite(y)) points.push({ x, y })
}
