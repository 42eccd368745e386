import { phrase } from '../base/phrase'
import { defineLayer, explainWindow, only, paddingOf } from './layer'
import { poolWindow } from './poolWindow'
import { torchPool } from './pytorch'

/** The mean of each window: [c, h, w] -> [c, h', w']. Padding counts as zeros, as PyTorch does unless told otherwise. */
export const avgPool = defineLayer({
  label: 'Average pooling',
  category: 'pooling',
  help: 'Takes the mean of each window, so that the map shrinks.',
  fields: poolWindow('Zeros around the map, which count in the mean.'),
  ports: 1,
  pytorch: (values, [input]) => torchPool({ names: ['nn.AvgPool2d', 'F.avg_pool2d'], filling: '0' }, values, input!),
  build: (ops, inputs, { padding: setting, ...window }) => ops.avgPool(only(inputs), { ...window, padding: paddingOf(setting, window.kernel) }),
  explain: ({ padding: setting, ...window }, inputs) =>
    phrase('channelsStay', { sizes: explainWindow({ ...window, padding: paddingOf(setting, window.kernel) }, only(inputs)), channels: only(inputs)[0]! }),
})
