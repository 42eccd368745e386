import { number, toggle } from '../base/fields'
import { phrase } from '../base/phrase'
import { showShape } from '../ops/shapes'
import { defineLayer, only } from './layer'
import { torchModule, unless } from './pytorch'

/** Brings each channel to mean 0 and deviation 1 over the batch, then to a learned scale and shift: the shape stays. */
export const batchNorm = defineLayer({
  label: 'Batch normalisation',
  category: 'normalisation',
  help: 'Brings each channel to mean 0 and deviation 1 over the batch, then to a learned scale and shift.',
  fields: {
    momentum: number(0.1, { label: 'Momentum', help: "How much each batch moves the running statistics (PyTorch's meaning).", min: 0, max: 1 }),
    epsilon: number(1e-5, { label: 'Epsilon', help: 'Added to the variance, so that nothing is divided by 0.', min: 1e-12, max: 1 }),
    fixedScale: toggle(false, { label: 'Fixed scale', help: 'Leaves the scale at 1 and learns the shift alone.' }),
  },
  ports: 1,
  pytorch({ momentum, epsilon, fixedScale }, [input]) {
    const module = torchModule(
      // A vector has one value a channel, and PyTorch has a module of its own for that.
      input!.length === 1 ? 'nn.BatchNorm1d' : 'nn.BatchNorm2d',
      String(input![0]), unless(epsilon === 1e-5, `eps=${epsilon}`), unless(momentum === 0.1, `momentum=${momentum}`),
    )
    return fixedScale ? { ...module, fixed: ['weight'] } : module
  },
  build(ops, inputs, { fixedScale, ...attributes }) {
    const x = only(inputs)
    const channels = [ops.shape(x)[0]!]
    return ops.batchNorm(
      x,
      // PyTorch's module has a scale always; one that nothing moves is kept like a statistic that never changes.
      fixedScale ? ops.statistic('weight', channels, 1) : ops.parameter('weight', channels, 'scale'),
      ops.parameter('bias', channels, 'shift'),
      ops.statistic('running_mean', channels, 0),
      ops.statistic('running_var', channels, 1),
      attributes,
    )
  },
  explain: ({ fixedScale }, inputs) => phrase(fixedScale ? 'shifted' : 'stretchedAndShifted', { shape: showShape(only(inputs)) }),
})
