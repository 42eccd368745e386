import { toggle, whole } from '../base/fields'
import { phrase } from '../base/phrase'
import { defineLayer, only } from './layer'
import { torchModule, unless } from './pytorch'

/** Every output is a weighted sum of all inputs: [in] -> [units]. */
export const dense = defineLayer({
  label: 'Linear',
  category: 'dense',
  help: 'Each output is a weighted sum of all inputs.',
  fields: {
    units: whole(512, { label: 'Units', help: 'How many outputs; in the last layer, the number of classes.', min: 1, max: 65536 }),
    bias: toggle(true, { label: 'Bias', help: 'Adds one learned number to each output.' }),
  },
  ports: 1,
  pytorch: ({ units, bias }, [input]) => torchModule('nn.Linear', String(input![0]), String(units), unless(bias, 'bias=False')),
  build(ops, inputs, { units, bias }) {
    const x = only(inputs)
    const y = ops.linear(x, ops.parameter('weight', [units, ops.shape(x)[0]!], 'kernel'))
    return bias ? ops.addBias(y, ops.parameter('bias', [units], 'bias')) : y
  },
  explain: ({ units, bias }, inputs) => {
    const features = only(inputs)[0]!
    return phrase(bias ? 'weightedSumsAndBiases' : 'weightedSums', { features, units })
  },
})
