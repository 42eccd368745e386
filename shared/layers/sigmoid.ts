import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule } from './pytorch'

/** 1 / (1 + e^-x), value by value; the shape stays. */
export const sigmoid = defineLayer({
  label: 'Sigmoid',
  category: 'activation',
  help: 'Brings each value between 0 and 1, as a weight or a gate.',
  fields: {},
  ports: 1,
  pytorch: () => torchModule('nn.Sigmoid'),
  build: (ops, inputs) => ops.sigmoid(only(inputs)),
  explain: (_values, inputs) => phrase('shapeStays', { shape: showShape(only(inputs)) }),
})
