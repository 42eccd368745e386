import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule } from './pytorch'

/** The hyperbolic tangent, value by value; the shape stays. */
export const tanh = defineLayer({
  label: 'Tanh',
  category: 'activation',
  help: 'Brings each value between -1 and 1.',
  fields: {},
  ports: 1,
  pytorch: () => torchModule('nn.Tanh'),
  build: (ops, inputs) => ops.tanh(only(inputs)),
  explain: (_values, inputs) => phrase('shapeStays', { shape: showShape(only(inputs)) }),
})
