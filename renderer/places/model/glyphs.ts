import type { Category } from './drawing/categories'

/** The name of a category's colour among the tokens. */
export const hues: Record<Category, string> = {
  input: 'out', convolution: 'conv', normalisation: 'norm', activation: 'act', pooling: 'pool', shape: 'shape', dense: 'dense', regularisation: 'shape', merge: 'merge', output: 'out',
}

interface Line {
  readonly d: string
  readonly fill?: string
  readonly 'fill-opacity'?: number
  readonly stroke?: string
  readonly 'stroke-width'?: number
  readonly 'stroke-dasharray'?: string
}

const circle = (x: number, y: number, r: number): string => `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`
const filled = { fill: 'currentColor', stroke: 'none' }

/** One idea each, on a grid of 14 pixels. */
export const glyphs: Record<Category, readonly Line[]> = {
  input: [{ d: 'M3 1.5h8a1.5 1.5 0 0 1 1.5 1.5v8a1.5 1.5 0 0 1-1.5 1.5H3A1.5 1.5 0 0 1 1.5 11V3A1.5 1.5 0 0 1 3 1.5z' }, { d: 'M2 10l3-3 2.5 2.5L10 7l2.5 2.5' }],
  convolution: [
    { d: 'M2.7 1.5h8.6a1.2 1.2 0 0 1 1.2 1.2v8.6a1.2 1.2 0 0 1-1.2 1.2H2.7a1.2 1.2 0 0 1-1.2-1.2V2.7a1.2 1.2 0 0 1 1.2-1.2z' },
    { d: 'M5.2 1.5v11M8.8 1.5v11M1.5 5.2h11M1.5 8.8h11' }, { d: 'M1.5 1.5h7.3v7.3H1.5z', ...filled, 'fill-opacity': 0.42 },
  ],
  normalisation: [{ d: 'M1 11.5c3 0 3.2-9 6-9s3 9 6 9' }],
  activation: [{ d: 'M1.5 10.5h5l6-7.5' }],
  pooling: [{ d: 'M1.5 1.5h11L8.6 7v5.5H5.4V7z' }],
  shape: [{ d: 'M1.5 3h6M1.5 7h6M1.5 11h6M10.5 1.5v11' }],
  dense: [
    { d: 'M3 3l8 2M3 3l8 6M3 7l8-2M3 7l8 2M3 11l8-6M3 11l8-2', 'stroke-width': 0.9 },
    ...[[2.6, 3], [2.6, 7], [2.6, 11], [11.4, 5], [11.4, 9]].map(([x, y]) => ({ d: circle(x!, y!, 1.4), ...filled })),
  ],
  regularisation: [{ d: circle(3.5, 3.5, 1.6) }, { d: circle(10.5, 3.5, 1.6), 'stroke-dasharray': '1.2 1.4' }, { d: circle(3.5, 10.5, 1.6), 'stroke-dasharray': '1.2 1.4' }, { d: circle(10.5, 10.5, 1.6) }],
  merge: [{ d: circle(7, 7, 5.5) }, { d: 'M7 4v6M4 7h6' }],
  output: [{ d: 'M2 11.5V8M5.3 11.5V2.5M8.7 11.5V6M12 11.5V9.5' }],
}
