import * as tf from '@tensorflow/tfjs-core'
import type { GroupName } from '#shared/plan/groups'
import type { Optimizer } from '#shared/plan/optimizers'

/** One parameter in one step: `step` counts from 0, `slots` are in the order of slotsOf. */
interface Move {
  readonly parameter: tf.Variable
  readonly group: GroupName
  readonly gradient: tf.Tensor
  readonly slots: readonly tf.Variable[]
  readonly learningRate: number
  readonly step: number
}

/** Moves a parameter as PyTorch's documentation of torch.optim.SGD (dampening 0), AdamW and RMSprop says, or as Muon does. */
export function moveParameter(optimizer: Optimizer, move: Move): void {
  const { parameter, group, gradient, slots, learningRate, step } = move
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
      return
    }
    case 'muon': {
      const { momentum, iterations, keepNorm, restRate, restMomentum } = optimizer
      if (group !== 'body') return moveParameter({ kind: 'sgd', momentum: restMomentum, nesterov: true, weightDecay }, { ...move, learningRate: learningRate * restRate })
      first!.assign(tf.add(tf.mul(first!, momentum), gradient))
      const [outputs = 1, ...rest] = parameter.shape
      const inputs = rest.reduce((product, size) => product * size, 1)
      const way = orthogonal(tf.reshape(tf.add(gradient, tf.mul(first!, momentum)), [outputs, inputs]), iterations)
      const before = keepNorm ? tf.div(tf.mul(parameter, Math.sqrt(outputs)), tf.norm(parameter)) : tf.mul(parameter, 1 - learningRate * weightDecay)
      const scale = keepNorm ? 1 : Math.sqrt(Math.max(1, outputs / inputs))
      parameter.assign(tf.sub(before, tf.mul(tf.reshape(way, parameter.shape), learningRate * scale)))
    }
  }
}

function moveBy(parameter: tf.Variable, step: tf.Tensor, learningRate: number): void {
  parameter.assign(tf.sub(parameter, tf.mul(step, learningRate)))
}

/** Newton-Schulz iterations of K. Jordan's polynomial on a matrix of norm 1. */
function orthogonal(matrix: tf.Tensor2D, iterations: number): tf.Tensor2D {
  let x = tf.div(matrix, tf.add(tf.norm(matrix), 1e-7)) as tf.Tensor2D
  for (let i = 0; i < iterations; i++) {
    const products = tf.matMul(x, x, false, true)
    const polynomial = tf.add(tf.mul(products, -4.775), tf.mul(tf.matMul(products, products), 2.0315)) as tf.Tensor2D
    x = tf.add(tf.mul(x, 3.4445), tf.matMul(polynomial, x)) as tf.Tensor2D
  }
  return x
}
