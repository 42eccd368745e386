import { padding, pair, toggle } from '../base/fields'
import { defineLayer, explainWindow, only, paddingOf } from './layer'

/** The largest value of each window: [c, h, w] -> [c, h', w']. */
export const maxPool = defineLayer({
  label: 'Max pooling',
  category: 'pooling',
  help: 'Keeps the largest value of each window, so that the map shrinks.',
  fields: {
    kernel: pair([2, 2], { label: 'Kernel', help: 'Height and width of the window, in pixels.', min: 1, max: 31 }),
    stride: pair([2, 2], { label: 'Stride', help: 'How far the window moves each time, in pixels.', min: 1, max: 31 }),
    padding: padding('valid', { label: 'Padding', help: 'Pixels around the map that never win.', max: 15 }),
    ceilMode: toggle(false, { label: 'Keep the rest', help: 'Pixels left over at the end get a window too, which reaches past the map.' }),
  },
  ports: 1,
  pytorch: 'nn.MaxPool2d',
  build: (ops, inputs, { padding: setting, ...window }) => ops.maxPool(only(inputs), { ...window, padding: paddingOf(setting, window.kernel) }),
  explain: ({ padding: setting, ...window }, inputs) =>
    `${explainWindow({ ...window, padding: paddingOf(setting, window.kernel) }, only(inputs))}; channels stay ${only(inputs)[0]}`,
})
