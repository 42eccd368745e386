import { number, whole } from '../base/fields'
import { phrase } from '../base/phrase'
import { sizeOf } from '../ops/ops'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule, unless } from './pytorch'

/** Brings each group of channels of a picture to mean 0 and deviation 1, then to a learned scale and shift a channel: the shape stays. */
export const groupNorm = defineLayer({
  label: 'Group normalisation',
  category: 'normalisation',
  help: 'Brings each group of channels to mean 0 and deviation 1, picture by picture, so that the batch does not matter.',
  fields: {
    groups: whole(8, { label: 'Groups', help: 'How many groups the channels are divided into; 1 takes all of them together.', min: 1, max: 16384 }),
    epsilon: number(1e-5, { label: 'Epsilon', help: 'Added to the variance, so that nothing is divided by 0.', min: 1e-12, max: 1 }),
  },
  ports: 1,
  pytorch: ({ groups, epsilon }, [input]) => torchModule('nn.GroupNorm', String(groups), String(input![0]), unless(epsilon === 1e-5, `eps=${epsilon}`)),
  build(ops, inputs, attributes) {
    const x = only(inputs)
    const channels = [ops.shape(x)[0]!]
    return ops.groupNorm(x, ops.parameter('weight', channels, 'scale'), ops.parameter('bias', channels, 'shift'), attributes)
  },
  explain({ groups }, inputs) {
    const x = only(inputs)
    const channels = x[0]!
    return phrase('groupsTogether', { shape: showShape(x), channels, groups, values: `${[channels / groups, ...x.slice(1)].join(' · ')} = ${sizeOf(x) / groups}` })
  },
})
