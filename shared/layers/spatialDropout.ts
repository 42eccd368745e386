import { number } from '../base/fields'
import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule } from './pytorch'

/** Drops whole channels of a map at random while training; the shape stays. */
export const spatialDropout = defineLayer({
  label: 'Spatial dropout',
  category: 'regularisation',
  help: 'Turns some whole channels to 0 at random while training: neighbouring pixels are too alike for dropping single ones.',
  fields: { rate: number(0.1, { label: 'Drop rate', help: 'The share of channels that is dropped.', min: 0, max: 0.99 }) },
  ports: 1,
  pytorch: ({ rate }) => torchModule('nn.Dropout2d', String(rate)),
  build: (ops, inputs, { rate }) => ops.spatialDropout(only(inputs), rate),
  explain: (_values, inputs) => phrase('shapeStays', { shape: showShape(only(inputs)) }),
})
