import * as tf from '@tensorflow/tfjs-core'
import type { Optimizer } from '#shared/plan/optimizers'

/** One parameter in one step: `step` counts from 0, `slots` are in the order of slotsOf. */
interface Move {
  readonly parameter: tf.Variable
  readonly gradient: tf.Tensor
  readonly slots: readonly tf.Variable[]
  readonly learningRate: number
  readonly step: number
}

/** Moves a parameter as PyTorch's documentation of torch.optim.SGD (dampening 0), AdamW and RMSprop says. */
export function moveParameter(optimizer: Optimizer, { parameter, gradient, slots, learningRate, step }: Move): void {
  const { weightDecay } = optimizer
  const [first, second] = slots
  switch (optimizer.kind) {
    case 'sgd': {
      const { momentum, nesterov } = optimizer
      const decayed = tf.add(gradient, tf.mul(parameter, weightDecay))
      first?.assign(tf.add(tf.mul(first, momentum), decayed))
      moveBy(parameter, !first ? decayed : nesterov ? tf.add(decayed, tf.mul(first, momentum)) : first, learningRate)
      return
    }
    case 'adamw': {
      const { beta1, beta2, epsilon } = optimizer
      const shrunk = tf.mul(parameter, 1 - learningRate * weightDecay)
      const [mean, square] = slots as [tf.Variable, tf.Variable]
      mean.assign(tf.add(tf.mul(mean, beta1), tf.mul(gradient, 1 - beta1)))
      square.assign(tf.add(tf.mul(square, beta2), tf.mul(tf.square(gradient), 1 - beta2)))
      const corrected = { mean: tf.div(mean, 1 - beta1 ** (step + 1)), square: tf.div(square, 1 - beta2 ** (step + 1)) }
      parameter.assign(tf.sub(shrunk, tf.mul(tf.div(corrected.mean, tf.add(tf.sqrt(corrected.square), epsilon)), learningRate)))
      return
    }
    case 'rmsprop': {
      const { alpha, epsilon, momentum } = optimizer
      const decayed = tf.add(gradient, tf.mul(parameter, weightDecay))
      first!.assign(tf.add(tf.mul(first!, alpha), tf.mul(tf.square(decayed), 1 - alpha)))
      const scaled = tf.div(decayed, tf.add(tf.sqrt(first!), epsilon))
      second?.assign(tf.add(tf.mul(second, momentum), scaled))
      moveBy(parameter, second ?? scaled, learningRate)
    }
  }
}

function moveBy(parameter: tf.Variable, step: tf.Tensor, learningRate: number): void {
  parameter.assign(tf.sub(parameter, tf.mul(step, learningRate)))
}
