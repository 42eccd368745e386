import type { Plan } from '#shared/plan/plan'
import { DataType } from './binding'
import type { GraphBuilder, Tensor } from './graphdef'
import { keptVariable, type Kept } from './parameters'

/** What one parameter's update needs. */
export interface Update {
  readonly parameter: Kept
  /** Of the loss by the parameter, in float32. */
  readonly gradient: Tensor
  readonly learningRate: Tensor
}

/** What an update adds to the graph: the node that does it, and what the optimizer remembers of this parameter. */
export interface Updated {
  readonly node: string
  readonly slots: readonly Kept[]
}

type OptimizerRule = (g: GraphBuilder, optimizer: Plan['optimizer'], update: Update, number: number) => Updated

/**
 * PyTorch's SGD: g += weightDecay · w; buffer = momentum · buffer + g; w -= rate · (nesterov ? g + momentum · buffer : buffer).
 * PyTorch begins the buffer with the first g, which is what a buffer of zeros gives.
 */
const sgd: OptimizerRule = (g, { momentum, nesterov, weightDecay }, { parameter, gradient, learningRate }, number) => {
  const decayed = weightDecay ? g.binary('AddV2', gradient, g.binary('Mul', parameter.value, g.float(weightDecay))) : gradient
  const types = { T: { type: DataType.float32 }, use_locking: { bool: false } }
  if (!momentum) return { node: g.effect('ResourceApplyGradientDescent', [parameter.handle, learningRate, decayed], types), slots: [] }
  const buffer = keptVariable(g, `momentum${number}`, parameter.name, parameter.shape)
  const node = g.effect('ResourceApplyMomentum', [parameter.handle, buffer.handle, learningRate, decayed, g.float(momentum)], { ...types, use_nesterov: { bool: nesterov } })
  return { node, slots: [buffer] }
}

/** How each optimizer of the plan moves a parameter. */
export const optimizerRules: Record<Plan['optimizer']['kind'], OptimizerRule> = { sgd }
