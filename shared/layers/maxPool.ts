import { phrase } from '../base/phrase'
import { defineLayer, explainWindow, only, paddingOf } from './layer'
import { poolWindow } from './poolWindow'
import { torchPool } from './pytorch'

/** The largest value of each window: [c, h, w] -> [c, h', w']. */
export const maxPool = defineLayer({
  label: 'Max pooling',
  category: 'pooling',
  help: 'Keeps the largest value of each window, so that the map shrinks.',
  fields: poolWindow('Pixels around the map that never win.'),
  ports: 1,
  pytorch: (values, [input]) => torchPool({ names: ['nn.MaxPool2d', 'F.max_pool2d'], filling: "float('-inf')" }, values, input!),
  build: (ops, inputs, { padding: setting, ...window }) => ops.maxPool(only(inputs), { ...window, padding: paddingOf(setting, window.kernel) }),
  explain: ({ padding: setting, ...window }, inputs) =>
    phrase('channelsStay', { sizes: explainWindow({ ...window, padding: paddingOf(setting, window.kernel) }, only(inputs)), channels: only(inputs)[0]! }),
})
