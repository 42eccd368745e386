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
  const span = to - from || 1
  let count = 1
  for (let i = begin; i < end; ) {
    // Columns are told apart by products: where one begins at a whole step, that step is in it, and not in the one before by rounding.
    const next = (Math.floor(((x[i]! - from) * columns) / span) + 1) * span
    // Columns mostly hold as many points as the one before.
    let after = Math.min(i + count, end)
    while (after < end && (x[after]! - from) * columns < next) after++
    while (after > i + 1 && (x[after - 1]! - from) * columns >= next) after--
    count = after - i
    const [former, latter] = extremes(y, i, after)
    add(points, x[i]!, y[i]!)
    if (former > i) add(points, x[former]!, y[former]!)
    if (latter > former) add(points, x[latter]!, y[latter]!)
    if (after - 1 > latter) add(points, x[after - 1]!, y[after - 1]!)
    i = after
  }
  return points
}

/** The places of the lowest and the highest number from `begin` to before `end`, the earlier one first; what is no number is neither, unless nothing else is there. */
function extremes(y: Float32Array, begin: number, end: number): readonly [number, number] {
  let low = begin
  let high = begin
  let lowest = y[begin]!
  let highest = lowest
  for (let i = begin + 1; i < end; i++) {
    const value = y[i]!
    if (value < lowest || Number.isNaN(lowest)) {
      lowest = value
      low = i
    }
    if (value > highest || Number.isNaN(highest)) {
      highest = value
      high = i
    }
  }
  return low < high ? [low, high] : [high, low]
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
