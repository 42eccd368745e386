import { number } from '../base/fields'
import { phrase } from '../base/phrase'
import { sizeOf } from '../ops/ops'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule, unless } from './pytorch'

/**
 * Brings all values of a picture to mean 0 and deviation 1, then each to a learned scale and shift of its own: the shape stays.
 * It is nn.LayerNorm with the whole shape, [channels, height, width] of a map or [features] of a vector, so its parameters fit one size of
 * picture. One scale a channel, for any size, is GroupNorm with one group.
 */
export const layerNorm = defineLayer({
  label: 'Layer normalisation',
  category: 'normalisation',
  help: 'Brings all values of a picture together to mean 0 and deviation 1, then each to a scale and shift of its own.',
  fields: { epsilon: number(1e-5, { label: 'Epsilon', help: 'Added to the variance, so that nothing is divided by 0.', min: 1e-12, max: 1 }) },
  ports: 1,
  pytorch: ({ epsilon }, [input]) => torchModule('nn.LayerNorm', input!.length === 1 ? String(input![0]) : `(${input!.join(', ')})`, unless(epsilon === 1e-5, `eps=${epsilon}`)),
  build(ops, inputs, { epsilon }) {
    const x = only(inputs)
    const shape = ops.shape(x)
    return ops.layerNorm(x, ops.parameter('weight', shape, 'scale'), ops.parameter('bias', shape, 'shift'), epsilon)
  },
  explain: (_values, inputs) => phrase('eachStretchedAndShifted', { shape: showShape(only(inputs)), values: sizeOf(only(inputs)) }),
})
