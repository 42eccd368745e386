import { phrase } from '../base/phrase'
import { sizeOf } from '../ops/ops'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule } from './pytorch'

/** All values of a map in one row, channel by channel: [c, h, w] -> [c·h·w]. */
export const flatten = defineLayer({
  label: 'Flatten',
  category: 'shape',
  help: 'Writes all values of a map in one row: channel by channel, row by row.',
  fields: {},
  ports: 1,
  pytorch: () => torchModule('nn.Flatten'),
  build: (ops, inputs) => ops.flatten(only(inputs)),
  explain: (_values, inputs) => phrase('inOneRow', { shape: showShape(only(inputs)), features: sizeOf(only(inputs)) }),
})
