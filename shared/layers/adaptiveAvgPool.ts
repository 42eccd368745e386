import { pair } from '../base/fields'
import { phrase } from '../base/phrase'
import { both, defineLayer, only } from './layer'
import { pythonPair, torchModule } from './pytorch'

/** Means of as many bins as wanted, whatever the size of the map: [c, h, w] -> [c, size]. */
export const adaptiveAvgPool = defineLayer({
  label: 'Adaptive average pooling',
  category: 'pooling',
  help: 'Brings a map of any size to this one: each output value is the mean of its part of the map.',
  fields: { size: pair([7, 7], { label: 'Size', help: 'Height and width of the output, in pixels.', min: 1, max: 1024 }) },
  ports: 1,
  pytorch: ({ size }) => torchModule('nn.AdaptiveAvgPool2d', pythonPair(size)),
  build: (ops, inputs, { size }) => ops.adaptiveAvgPool(only(inputs), size),
  explain({ size }, inputs) {
    const [channels = 0, height = 0, width = 0] = only(inputs)
    const bins = (from: number, to: number) => phrase('partsOfMap', { from, to })
    return phrase('channelsStay', { sizes: both(bins(height, size[0]), bins(width, size[1])), channels })
  },
})
