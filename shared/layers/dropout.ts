import { number } from '../base/fields'
import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule } from './pytorch'

/** Drops values at random while training; the shape stays. */
export const dropout = defineLayer({
  label: 'Dropout',
  category: 'regularisation',
  help: 'Turns some values to 0 at random while training, so that the network does not lean on single ones.',
  fields: { rate: number(0.5, { label: 'Drop rate', help: 'The share of values that is dropped.', min: 0, max: 0.99 }) },
  ports: 1,
  pytorch: ({ rate }) => torchModule('nn.Dropout', String(rate)),
  build: (ops, inputs, { rate }) => ops.dropout(only(inputs), rate),
  explain: (_values, inputs) => phrase('shapeStays', { shape: showShape(only(inputs)) }),
})
