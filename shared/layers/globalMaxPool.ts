import { phrase } from '../base/phrase'
import { defineLayer, only } from './layer'
import { torchModule } from './pytorch'

/** The largest value of each channel: [c, h, w] -> [c, 1, 1]. */
export const globalMaxPool = defineLayer({
  label: 'Global max pooling',
  category: 'pooling',
  help: 'Leaves one number a channel, its largest: the end of a network that takes pictures of any size. A Flatten comes next.',
  fields: {},
  ports: 1,
  pytorch: () => torchModule('nn.AdaptiveMaxPool2d', '1'),
  build(ops, inputs) {
    const x = only(inputs)
    const [, height = 1, width = 1] = ops.shape(x)
    const whole = [height, width] as const
    return ops.maxPool(x, { kernel: whole, stride: whole, padding: { top: 0, bottom: 0, left: 0, right: 0 }, ceilMode: false })
  },
  explain(_values, inputs) {
    const [channels = 0, height = 0, width = 0] = only(inputs)
    return phrase('largestOfChannel', { channels, height, width })
  },
})
