import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer } from './layer'

/** The product of two maps of the same shape, or of a map and one number for each of its channels, as in squeeze-and-excitation. */
export const multiply = defineLayer({
  label: 'Multiply',
  category: 'merge',
  help: 'Multiplies two maps of the same shape value by value, or the channels of a map by one number each.',
  fields: {},
  ports: 2,
  pytorch: (_values, inputs) => ({
    // A vector beside a map is a map of one pixel; PyTorch would take its features for a row of pixels.
    expression: (names) => names.map((name, index) => (inputs[index]!.length < Math.max(...inputs.map(({ length }) => length)) ? `${name}[:, :, None, None]` : name)).join(' * '),
  }),
  build: (ops, [a, b]) => ops.multiply(a!, b!),
  explain: (_values, inputs, output) => phrase('productOf', { inputs: inputs.map(showShape), shape: showShape(output) }),
})
