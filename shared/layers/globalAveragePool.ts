import { phrase } from '../base/phrase'
import { defineLayer, only } from './layer'
import { torchModule } from './pytorch'

/** The mean of each channel: [c, h, w] -> [c, 1, 1]. */
export const globalAveragePool = defineLayer({
  label: 'Global average pooling',
  category: 'pooling',
  help: 'Leaves one number a channel, its mean: the end of a network that takes pictures of any size. A Flatten comes next.',
  fields: {},
  ports: 1,
  pytorch: () => torchModule('nn.AdaptiveAvgPool2d', '1'),
  build: (ops, inputs) => ops.adaptiveAvgPool(only(inputs), [1, 1]),
  explain(_values, inputs) {
    const [channels = 0, height = 0, width = 0] = only(inputs)
    return phrase('meanOfChannel', { channels, height, width })
  },
})
