import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule } from './pytorch'

/** max(x, 0), value by value. */
export const relu = defineLayer({
  label: 'ReLU',
  category: 'activation',
  help: 'Keeps what is positive and turns the rest to 0.',
  fields: {},
  ports: 1,
  pytorch: () => torchModule('nn.ReLU'),
  build: (ops, inputs) => ops.relu(only(inputs)),
  explain: (_values, inputs) => phrase('shapeStays', { shape: showShape(only(inputs)) }),
})
