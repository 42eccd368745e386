import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer } from './layer'

/** Maps side by side along their channels, or vectors along their features: [c1, h, w], [c2, h, w], … -> [c1 + c2 + …, h, w]. */
export const concat = defineLayer({
  label: 'Concat',
  category: 'merge',
  help: 'Puts the channels of several maps of the same height and width one after the other, or the features of several vectors.',
  fields: {},
  ports: 'many',
  pytorch: () => ({ expression: (inputs) => `torch.cat([${inputs.join(', ')}], dim=1)` }),
  build: (ops, inputs) => ops.concat(inputs),
  explain(_values, inputs, output) {
    const sum = `${inputs.map(([size]) => size).join(' + ')} = ${output[0]}`
    return output.length === 3 ? phrase('channelsTogether', { sum, size: showShape(output.slice(1)) }) : phrase('featuresTogether', { sum })
  },
})
