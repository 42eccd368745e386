import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule } from './pytorch'

/** x · sigmoid(x); the shape stays. */
export const silu = defineLayer({
  label: 'SiLU',
  category: 'activation',
  help: 'Multiplies each value by its own sigmoid: a ReLU with a soft corner, also called Swish.',
  fields: {},
  ports: 1,
  pytorch: () => torchModule('nn.SiLU'),
  build: (ops, inputs) => ops.silu(only(inputs)),
  explain: (_values, inputs) => phrase('shapeStays', { shape: showShape(only(inputs)) }),
})
