import { padding, pair, toggle, whole } from '../base/fields'
import { phrase } from '../base/phrase'
import { defineLayer, explainWindow, only, paddingOf, spans } from './layer'
import { isOne, pythonPair, torchModule, torchPadding, unless } from './pytorch'

/** Slides small filters over the map: [in, h, w] -> [filters, h', w']. With as many groups as channels it is a depthwise convolution. */
export const conv2d = defineLayer({
  label: 'Convolution',
  category: 'convolution',
  help: 'Slides small filters over the map and notes how well each fits at every place.',
  fields: {
    filters: whole(64, { label: 'Filters', help: 'How many patterns this layer can learn: its output channels.', min: 1, max: 16384 }),
    kernel: pair([3, 3], { label: 'Kernel', help: 'Height and width of a filter, in pixels.', min: 1, max: 31 }),
    stride: pair([1, 1], { label: 'Stride', help: 'How far the filter moves each time, in pixels.', min: 1, max: 31 }),
    padding: padding('same', { label: 'Padding', help: 'Zeros around the map; same keeps the size at stride 1.', max: 31 }),
    dilation: pair([1, 1], { label: 'Dilation', help: 'The distance between the places of a filter: it sees further without more weights.', min: 1, max: 31 }),
    groups: whole(1, { label: 'Groups', help: 'Each filter sees only the channels of its group; as many groups as channels is a depthwise convolution.', min: 1, max: 16384 }),
    bias: toggle(true, { label: 'Bias', help: 'Adds one learned number to each output channel.' }),
  },
  ports: 1,
  pytorch({ filters, kernel, stride, padding: setting, dilation, groups, bias }, [input]) {
    const padding = torchPadding(paddingOf(setting, spans(kernel, dilation)), '0')
    return torchModule(
      'nn.Conv2d', String(input![0]), String(filters), `kernel_size=${pythonPair(kernel)}`,
      unless(isOne(stride), `stride=${pythonPair(stride)}`), padding.argument, unless(isOne(dilation), `dilation=${pythonPair(dilation)}`),
      unless(groups === 1, `groups=${groups}`), unless(bias, 'bias=False'), padding.before,
    )
  },
  build(ops, inputs, { filters, kernel, stride, padding: setting, dilation, groups, bias }) {
    const x = only(inputs)
    const channels = ops.shape(x)[0]!
    const weight = ops.parameter('weight', [filters, channels / groups, ...kernel], 'kernel')
    const y = ops.conv2d(x, weight, { stride, padding: paddingOf(setting, spans(kernel, dilation)), dilation, groups })
    return bias ? ops.addBias(y, ops.parameter('bias', [filters], 'bias')) : y
  },
  explain({ filters, kernel, stride, padding: setting, dilation, groups }, inputs) {
    const sizes = explainWindow({ kernel, stride, padding: paddingOf(setting, spans(kernel, dilation)), dilation }, only(inputs))
    return groups > 1 ? phrase('filtersInGroups', { sizes, filters, groups, channels: only(inputs)[0]! }) : phrase('channelsAreFilters', { sizes, filters })
  },
})
