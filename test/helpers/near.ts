import type { Weights } from '#electron/engine/engine'

/** The largest absolute difference; NaN when there is one in either, Infinity when the lengths differ. */
export function difference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) return Infinity
  return largest(Float64Array.from(a, (value, i) => value - b[i]!))
}

/** The largest absolute value; NaN when there is one. */
export function largest(values: ArrayLike<number>): number {
  return Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}

/** How far tensors may lie apart: so much of the largest value that the second has moved by since `since`, and so much in any case. */
export interface Tolerance {
  readonly since?: Weights
  readonly relative: number
  readonly absolute: number
}

/** What lies too far apart, as words for the report of a test: nothing when all is near. */
export function tooFar(actual: Weights, wanted: Weights, { since, relative, absolute }: Tolerance): string[] {
  if (String([...actual.keys()]) !== String([...wanted.keys()])) return [`there are ${[...actual.keys()].join(', ') || 'none'}, not ${[...wanted.keys()].join(', ') || 'none'}`]
  return [...wanted].flatMap(([name, { data }]) => {
    const off = difference(actual.get(name)!.data, data)
    const before = since?.get(name)
    const size = before ? difference(data, before.data) : largest(data)
    return off <= relative * size + absolute ? [] : [`${name} is off by ${off.toExponential(1)}, of ${size.toExponential(1)}`]
  })
}
