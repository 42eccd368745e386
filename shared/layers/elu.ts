import { number } from '../base/fields'
import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule, unless } from './pytorch'

/** x where it is positive, alpha · (e^x - 1) elsewhere; the shape stays. */
export const elu = defineLayer({
  label: 'ELU',
  category: 'activation',
  help: 'Keeps what is positive and lets the rest run out smoothly to -alpha.',
  fields: { alpha: number(1, { label: 'Alpha', help: 'How far below 0 the largest negative values come.', min: 0, max: 100 }) },
  ports: 1,
  pytorch: ({ alpha }) => torchModule('nn.ELU', unless(alpha === 1, String(alpha))),
  build: (ops, inputs, { alpha }) => ops.elu(only(inputs), alpha),
  explain: (_values, inputs) => phrase('shapeStays', { shape: showShape(only(inputs)) }),
})
