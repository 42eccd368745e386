import * as tf from '@tensorflow/tfjs-core'
import type { Plan } from '#shared/plan/plan'

/**
 * One step of stochastic gradient descent, as in PyTorch's documentation of torch.optim.SGD (dampening 0): the decay enters the
 * gradient, the slot is momentum · slot + gradient, and Nesterov's step looks one slot ahead. Without momentum there are no slots.
 */
export function sgd(
  { momentum, nesterov, weightDecay }: Plan['optimizer'],
  learningRate: number,
  parameters: ReadonlyMap<string, tf.Variable>,
  gradients: ReadonlyMap<string, tf.Tensor>,
  slots: ReadonlyMap<string, tf.Variable>,
): void {
  for (const [name, parameter] of parameters) {
    const gradient = tf.add(gradients.get(name)!, tf.mul(parameter, weightDecay))
    const slot = slots.get(name)
    slot?.assign(tf.add(tf.mul(slot, momentum), gradient))
    const step = !slot ? gradient : nesterov ? tf.add(gradient, tf.mul(slot, momentum)) : slot
    parameter.assign(tf.sub(parameter, tf.mul(step, learningRate)))
  }
}
