import { padding, pair, toggle, whole } from '../base/fields'
import { defineLayer, explainWindow, only, paddingOf } from './layer'

/** Slides small filters over the map: [in, h, w] -> [filters, h', w']. */
export const conv2d = defineLayer({
  label: 'Convolution',
  category: 'convolution',
  help: 'Slides small filters over the map and notes how well each fits at every place.',
  fields: {
    filters: whole(64, { label: 'Filters', help: 'How many patterns this layer can learn: its output channels.', min: 1, max: 16384 }),
    kernel: pair([3, 3], { label: 'Kernel', help: 'Height and width of a filter, in pixels.', min: 1, max: 31 }),
    stride: pair([1, 1], { label: 'Stride', help: 'How far the filter moves each time, in pixels.', min: 1, max: 31 }),
    padding: padding('same', { label: 'Padding', help: 'Zeros around the map; same keeps the size at stride 1.', max: 31 }),
    bias: toggle(true, { label: 'Bias', help: 'Adds one learned number to each output channel.' }),
  },
  ports: 1,
  pytorch: 'nn.Conv2d',
  build(ops, inputs, { filters, kernel, stride, padding: setting, bias }) {
    const x = only(inputs)
    const channels = ops.shape(x)[0]!
    const weight = ops.parameter('weight', [filters, channels, ...kernel], 'kernel')
    const y = ops.conv2d(x, weight, { stride, padding: paddingOf(setting, kernel) })
    return bias ? ops.addBias(y, ops.parameter('bias', [filters], 'bias')) : y
  },
  explain: ({ filters, kernel, stride, padding: setting }, inputs) =>
    `${explainWindow(kernel, stride, paddingOf(setting, kernel), only(inputs))}; channels = filters = ${filters}`,
})
