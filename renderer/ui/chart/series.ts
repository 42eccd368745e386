/** A line: where it runs and how it looks. x rises; both columns are of one length. */
export interface Series {
  readonly label: string
  /** A token, such as --k1. */
  readonly colour: string
  readonly x: Float32Array
  readonly y: Float32Array
  readonly width?: number
  /** Behind the others and without a word in the legend, such as what a smoothed line was made of. */
  readonly faint?: boolean
  readonly dashed?: boolean
  readonly filled?: boolean
}

/**
 * An exponential mean that begins without bias (as in Adam): each value counts half as much after `halfLife` more of them. The past does not change when
 * more comes.
 */
export function smoothed(values: Float32Array, halfLife: number): Float32Array {
  const keep = 0.5 ** (1 / halfLife)
  const out = new Float32Array(values.length)
  let mean = 0
  let weight = 0
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!
    if (Number.isFinite(value)) {
      mean = keep * mean + (1 - keep) * value
      weight = keep * weight + (1 - keep)
    }
    out[i] = weight ? mean / weight : Number.NaN
  }
  return out
}
