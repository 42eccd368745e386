import { toggle } from '../base/fields'
import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule, unless } from './pytorch'

/** x times the share of the normal distribution that lies below it; the shape stays. */
export const gelu = defineLayer({
  label: 'GELU',
  category: 'activation',
  help: 'Weighs each value by how likely a random one lies below it: a ReLU with a soft corner.',
  fields: { tanh: toggle(false, { label: 'Tanh approximation', help: 'The faster formula that some published weights were trained with.' }) },
  ports: 1,
  pytorch: ({ tanh }) => torchModule('nn.GELU', unless(!tanh, "approximate='tanh'")),
  build: (ops, inputs, { tanh }) => ops.gelu(only(inputs), tanh),
  explain: (_values, inputs) => phrase('shapeStays', { shape: showShape(only(inputs)) }),
})
