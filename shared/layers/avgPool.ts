import { padding, pair, toggle } from '../base/fields'
import { defineLayer, explainWindow, only, paddingOf } from './layer'

/** The mean of each window: [c, h, w] -> [c, h', w']. Padding counts as zeros, as PyTorch does unless told otherwise. */
export const avgPool = defineLayer({
  label: 'Average pooling',
  category: 'pooling',
  help: 'Takes the mean of each window, so that the map shrinks.',
  fields: {
    kernel: pair([2, 2], { label: 'Kernel', help: 'Height and width of the window, in pixels.', min: 1, max: 31 }),
    stride: pair([2, 2], { label: 'Stride', help: 'How far the window moves each time, in pixels.', min: 1, max: 31 }),
    padding: padding('valid', { label: 'Padding', help: 'Zeros around the map, which count in the mean.', max: 15 }),
    ceilMode: toggle(false, { label: 'Keep the rest', help: 'Pixels left over at the end get a window too, which reaches past the map.' }),
  },
  ports: 1,
  pytorch: 'nn.AvgPool2d',
  build: (ops, inputs, { padding: setting, ...window }) => ops.avgPool(only(inputs), { ...window, padding: paddingOf(setting, window.kernel) }),
  explain: ({ padding: setting, ...window }, inputs) =>
    `${explainWindow({ ...window, padding: paddingOf(setting, window.kernel) }, only(inputs))}; channels stay ${only(inputs)[0]}`,
})
