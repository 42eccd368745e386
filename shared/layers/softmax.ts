import { phrase } from '../base/phrase'
import { defineLayer, only } from './layer'
import { torchModule } from './pytorch'

/** Logits to probabilities: [classes] -> [classes]. At the end of a network only: the loss takes the logits before it. */
export const softmax = defineLayer({
  label: 'Softmax',
  category: 'output',
  help: 'Turns logits into probabilities. For output only: the loss takes the logits before it.',
  fields: {},
  ports: 1,
  pytorch: () => torchModule('nn.Softmax', 'dim=1'),
  build: (ops, inputs) => ops.softmax(only(inputs)),
  explain: (_values, inputs) => phrase('probabilities', { count: only(inputs)[0]! }),
})
