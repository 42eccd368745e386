/** Pictures of one size, decoded, with their labels: [count, height, width, channels] bytes, as the program keeps and feeds them. */
export interface Pictures {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly bytes: Uint8Array
  /** The class of each picture, an index into the names of the data set. */
  readonly labels: Uint8Array | Uint16Array
}

/** A data set in memory. `test` is absent when the source has no test pictures. */
export interface DataSet {
  readonly name: string
  readonly classes: readonly string[]
  readonly training: Pictures
  readonly test?: Pictures
  /** What is unusual but not fatal, a sentence each: a missing file, fewer records than the official number. */
  readonly warnings: readonly string[]
}
