import { defineLayer, explainWindow, only, paddingOf } from './layer'
import { poolWindow } from './poolWindow'

/** The mean of each window: [c, h, w] -> [c, h', w']. Padding counts as zeros, as PyTorch does unless told otherwise. */
export const avgPool = defineLayer({
  label: 'Average pooling',
  category: 'pooling',
  help: 'Takes the mean of each window, so that the map shrinks.',
  fields: poolWindow('Zeros around the map, which count in the mean.'),
  ports: 1,
  pytorch: 'nn.AvgPool2d',
  build: (ops, inputs, { padding: setting, ...window }) => ops.avgPool(only(inputs), { ...window, padding: paddingOf(setting, window.kernel) }),
  explain: ({ padding: setting, ...window }, inputs) =>
    `${explainWindow({ ...window, padding: paddingOf(setting, window.kernel) }, only(inputs))}; channels stay ${only(inputs)[0]}`,
})
