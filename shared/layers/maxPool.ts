import { padding, pair } from '../base/fields'
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
  },
  ports: 1,
  pytorch: 'nn.MaxPool2d',
  build: (ops, inputs, { kernel, stride, padding: setting }) =>
    ops.maxPool(only(inputs), { kernel, stride, padding: paddingOf(setting, kernel) }),
  explain: ({ kernel, stride, padding: setting }, inputs) =>
    `${explainWindow(kernel, stride, paddingOf(setting, kernel), only(inputs))}; channels stay ${only(inputs)[0]}`,
})
