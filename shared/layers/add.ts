import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'

/** The sum of two maps of the same shape, as at the end of a residual block. */
export const add = defineLayer({
  label: 'Add',
  category: 'merge',
  help: 'Adds two maps of the same shape value by value.',
  fields: {},
  ports: 2,
  pytorch: () => ({ expression: ([a, b]) => `${a} + ${b}` }),
  build: (ops, [a, b]) => ops.add(a!, b!),
  explain: (_values, inputs) => phrase('sumOfBoth', { shape: showShape(only(inputs)) }),
})
