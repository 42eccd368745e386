import { number, toggle, whole } from '../base/fields'
import type { Choice, Choices } from './choice'

const weightDecay = (initial: number, help: string) => number(initial, { label: 'Weight decay', help, min: 0, max: 1 })
const epsilon = number(1e-8, { label: 'Epsilon', help: 'Added to the root of the mean square, so that nothing is divided by 0', min: 1e-16, max: 1 })
const momentum = (initial: number) => number(initial, { label: 'Momentum', help: 'How much of the last step goes into the next', min: 0, max: 0.9999 })
const coupled = 'Adds so much of each weight to its gradient'

/**
 * The optimizers, with PyTorch's meaning of every setting, and PyTorch's defaults, but for SGD's momentum and decay.
 * `learningRate` is one to begin with: the scales of their steps have little to do with one another.
 */
export const optimizers = {
  sgd: {
    label: 'SGD',
    help: 'Steps against the gradient, with momentum',
    learningRate: 0.05,
    fields: {
      momentum: momentum(0.9),
      nesterov: toggle(false, { label: 'Nesterov', help: "Looks one step of momentum ahead (Nesterov's momentum)" }),
      weightDecay: weightDecay(5e-4, coupled),
    },
  },
  adamw: {
    label: 'AdamW',
    help: 'Scales each step by the spread of its gradients, and decays weights apart from it (I. Loshchilov and F. Hutter 2019)',
    learningRate: 0.001,
    fields: {
      beta1: number(0.9, { label: 'Beta 1', help: 'How long the mean of the gradients remembers', min: 0, max: 0.9999 }),
      beta2: number(0.999, { label: 'Beta 2', help: 'How long the mean of their squares remembers', min: 0, max: 0.999999 }),
      epsilon,
      weightDecay: weightDecay(0.01, 'Shrinks each weight by so much, times the learning rate, in every step'),
    },
  },
  rmsprop: {
    label: 'RMSprop',
    help: 'Divides each gradient by the root of the mean of its squares',
    learningRate: 0.001,
    fields: {
      alpha: number(0.99, { label: 'Alpha', help: 'How long the mean of the squares remembers', min: 0, max: 0.999999 }),
      epsilon,
      momentum: momentum(0),
      weightDecay: weightDecay(0, coupled),
    },
  },
  muon: {
    label: 'Muon',
    help: 'Makes the steps of filters and matrices nearly orthogonal (K. Jordan 2024); biases, normalisation and the last layer move by SGD',
    learningRate: 0.24,
    fields: {
      momentum: momentum(0.6),
      iterations: whole(3, { label: 'Iterations', help: 'Newton-Schulz iterations that bring a step near to an orthogonal one', min: 1, max: 12 }),
      keepNorm: toggle(true, { label: 'Keep norm', help: "Holds each matrix at the norm √outputs; else it decays, and a step grows with the matrix's shape" }),
      restRate: number(0.2, { label: 'Rate of the rest', help: 'What the learning rate is multiplied by for what SGD moves', min: 0, max: 1e9 }),
      restMomentum: number(0.85, { label: 'Momentum of the rest', help: "Nesterov's momentum of what SGD moves", min: 0, max: 0.9999 }),
      weightDecay: weightDecay(0, 'Adds so much of each weight to its gradient where SGD moves it, and shrinks a matrix whose norm is not kept'),
    },
  },
} satisfies Record<string, Choices[string] & { readonly learningRate: number }>

export type Optimizer = Choice<typeof optimizers>
export type OptimizerName = Optimizer['kind']

/** What an optimizer remembers of each parameter, by PyTorch's names of it. */
export function slotsOf(optimizer: Optimizer): readonly string[] {
  switch (optimizer.kind) {
    case 'sgd':
      return optimizer.momentum ? ['momentum_buffer'] : []
    case 'muon':
      return ['momentum_buffer']
    case 'adamw':
      return ['exp_avg', 'exp_avg_sq']
    case 'rmsprop':
      return ['square_avg', ...(optimizer.momentum ? ['momentum_buffer'] : [])]
  }
}
