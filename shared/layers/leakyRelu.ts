import { number } from '../base/fields'
import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule, unless } from './pytorch'

/** x where it is positive, slope · x elsewhere; the shape stays. */
export const leakyRelu = defineLayer({
  label: 'LeakyReLU',
  category: 'activation',
  help: 'Keeps what is positive and shrinks the rest, so that no value stops learning.',
  fields: { slope: number(0.01, { label: 'Negative slope', help: 'What negative values are multiplied by.', min: 0, max: 1 }) },
  ports: 1,
  pytorch: ({ slope }) => torchModule('nn.LeakyReLU', unless(slope === 0.01, String(slope))),
  build: (ops, inputs, { slope }) => ops.leakyRelu(only(inputs), slope),
  explain: (_values, inputs) => phrase('shapeStays', { shape: showShape(only(inputs)) }),
})
