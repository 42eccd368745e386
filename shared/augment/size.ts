/** The size of a picture whose bytes lie row by row, [height, width, channels]. */
export interface Size {
  readonly height: number
  readonly width: number
  readonly channels: number
}
