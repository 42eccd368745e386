import { padding, pair, toggle } from '../base/fields'

/** The settings of a window that slides over a map and leaves one number behind; `around` says what its padding is. */
export function poolWindow(around: string) {
  return {
    kernel: pair([2, 2], { label: 'Kernel', help: 'Height and width of the window, in pixels.', min: 1, max: 31 }),
    stride: pair([2, 2], { label: 'Stride', help: 'How far the window moves each time, in pixels.', min: 1, max: 31 }),
    padding: padding('valid', { label: 'Padding', help: around, max: 15 }),
    ceilMode: toggle(false, { label: 'Keep the rest', help: 'Pixels left over at the end get a window too, which reaches past the map.' }),
  }
}
