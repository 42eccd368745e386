import { pair, whole, type Fields } from '../base/fields'

/** To what size pictures are shrunk and when, as fields. */
export const sizeFields = {
  size: pair([24, 24], { label: 'Picture size', help: 'Height and width in pixels; one number for a square', min: 1, max: 1024 }),
  from: whole(1, { label: 'From epoch', help: 'The first epoch in which pictures are shrunk, counted from 1', min: 1, max: 100000 }),
  to: whole(0, { label: 'To epoch', help: 'The last epoch in which pictures are shrunk; 0: to the end of the run', min: 0, max: 100000 }),
} satisfies Fields

/** The height and width of pictures, in pixels. */
export interface Extent {
  readonly height: number
  readonly width: number
}

/** A size in words: 24 × 24. */
export function showExtent({ height, width }: Extent): string {
  return `${height} × ${width}`
}
