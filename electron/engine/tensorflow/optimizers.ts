import type { GroupName } from '#shared/plan/groups'
import { slotsOf, type Optimizer, type OptimizerName } from '#shared/plan/optimizers'
import type { Plan } from '#shared/plan/plan'
import { sizeOf } from '#shared/ops/ops'
import type { StepControl } from '../engine'
import { DataType } from './binding'
import type { GraphBuilder, Tensor } from './graphdef'
import { normOf } from './norm'
import { orthogonalised } from './orthogonalised'
import { keptVariable, type Kept } from './parameters'

/** What one parameter's update needs. */
interface Update {
  readonly parameter: Kept
  /** Of the loss by the parameter, in float32. */
  readonly gradient: Tensor
  readonly group: GroupName
  /** The weight decay of this parameter, or 0 where it does not decay. */
  readonly decay: number
  /** What the optimizer remembers of the parameter, in the order of slotsOf. */
  readonly slots: readonly Kept[]
  /** The element type of products of matrices. */
  readonly compute: DataType
}

/** The numbers that are fed in each step, as nodes of the graph. */
export type Scalars = Readonly<Record<string, Tensor>>

/** An optimizer in TensorFlow: numbers of a step, computed in JavaScript's double precision, and the nodes that move a parameter. */
interface OptimizerRule<O extends Optimizer> {
  scalars(optimizer: O, control: StepControl): Readonly<Record<string, number>>
  /** Adds an update; gives the names of its nodes. */
  update(g: GraphBuilder, optimizer: O, update: Update, scalars: Scalars): string[]
}

const float = { T: { type: DataType.float32 } }
const unlocked = { ...float, use_locking: { bool: false } }

/**
 * PyTorch's SGD: g += weightDecay · w; buffer = momentum · buffer + g; w -= rate · (nesterov ? g + momentum · buffer : buffer).
 * PyTorch begins the buffer with the first g, which is what a buffer of zeros gives.
 */
const sgd: OptimizerRule<Extract<Optimizer, { kind: 'sgd' }>> = {
  scalars: (_optimizer, { learningRate }) => ({ learningRate }),
  update(g, { momentum, nesterov }, update, { learningRate }) {
    const { parameter: { handle }, slots: [buffer] } = update
    const gradient = decayed(g, update)
    if (!buffer) return [g.effect('ResourceApplyGradientDescent', [handle, learningRate!, gradient], unlocked)]
    return [g.effect('ResourceApplyMomentum', [handle, buffer.handle, learningRate!, gradient, g.float(momentum)], { ...unlocked, use_nesterov: { bool: nesterov } })]
  },
}

/**
 * PyTorch's AdamW in step t, from 1: m and s are means of g and g², w -= rate · weightDecay · w + rate / (1 - β1ᵗ) · m / (√s / √(1 - β2ᵗ) + ε).
 * TensorFlow's fused Adam computes rate' · m / (√s + ε'), so it is fed rate' = rate · √(1 - β2ᵗ) / (1 - β1ᵗ) and ε' = ε · √(1 - β2ᵗ), and told
 * by powers of 0 that nothing is left to correct. It takes 1 - β of β in float32, so the corrections do too: then that rounding cancels.
 */
const adamw: OptimizerRule<Extract<Optimizer, { kind: 'adamw' }>> = {
  scalars({ beta1, beta2, epsilon }, { learningRate, step }) {
    const left = (beta: number) => 1 - Math.fround(beta) ** (step + 1)
    const root = Math.sqrt(left(beta2))
    return { learningRate, adamRate: (learningRate * root) / left(beta1), adamEpsilon: epsilon * root }
  },
  update(g, { beta1, beta2 }, { parameter: { handle, value }, gradient, decay, slots }, { learningRate, adamRate, adamEpsilon }) {
    const inputs = [handle, ...slots.map((slot) => slot.handle), g.float(0), g.float(0), adamRate!, g.float(beta1), g.float(beta2), adamEpsilon!, gradient]
    const moved = g.effect('ResourceApplyAdam', inputs, { ...unlocked, use_nesterov: { bool: false } })
    if (!decay) return [moved]
    // `value` was read before the step. One after the other, because the bits depend on the order.
    const shrinkage = g.binary('Mul', value, g.binary('Mul', learningRate!, g.float(decay)))
    return [moved, g.effect('AssignSubVariableOp', [handle, shrinkage], { dtype: { type: DataType.float32 } }, [moved])]
  },
}

/**
 * PyTorch's RMSprop: g += weightDecay · w; s is the mean of g²; buffer = momentum · buffer + g / (√s + ε); w -= rate · buffer.
 * TensorFlow's fused one puts ε under the root and the rate into the buffer.
 */
const rmsprop: OptimizerRule<Extract<Optimizer, { kind: 'rmsprop' }>> = {
  scalars: (_optimizer, { learningRate }) => ({ learningRate }),
  update(g, { alpha, epsilon, momentum }, update, { learningRate }) {
    const { parameter: { handle }, slots } = update
    const [square, buffer] = slots as [Kept, Kept?]
    const gradient = decayed(g, update)
    const squared = g.binary('Mul', g.binary('Mul', gradient, gradient), g.float(1 - alpha))
    const mean = g.binary('AddV2', g.binary('Mul', square.value, g.float(alpha)), squared)
    const scaled = g.binary('RealDiv', gradient, g.binary('AddV2', g.one('Sqrt', [mean], float, DataType.float32, mean.dims), g.float(epsilon)))
    const step = buffer ? g.binary('AddV2', g.binary('Mul', buffer.value, g.float(momentum)), scaled) : scaled
    return [
      g.assign(square, mean),
      ...(buffer ? [g.assign(buffer, step)] : []),
      g.effect('ResourceApplyGradientDescent', [handle, learningRate!, step], unlocked),
    ]
  },
}

/**
 * K. Jordan's Muon for the matrices of the body: buffer = momentum · buffer + g, and the step is g + momentum · buffer made nearly orthogonal. Where
 * the norm is kept, w = w · √outputs / |w| - rate · step; else w -= rate · (weightDecay · w + √max(1, outputs / inputs) · step), as in PyTorch's
 * Muon. Whatever else learns moves by SGD with Nesterov's momentum.
 */
const muon: OptimizerRule<Extract<Optimizer, { kind: 'muon' }>> = {
  scalars: ({ restRate }, { learningRate }) => ({ learningRate, restRate: learningRate * restRate }),
  update(g, { momentum, iterations, keepNorm, restMomentum }, update, { learningRate, restRate }) {
    const { parameter: { handle, value, shape }, gradient, decay, slots, compute } = update
    const [buffer] = slots as [Kept]
    if (update.group !== 'body')
      return [g.effect('ResourceApplyMomentum', [handle, buffer.handle, restRate!, decayed(g, update), g.float(restMomentum)], { ...unlocked, use_nesterov: { bool: true } })]

    const moved = g.binary('AddV2', g.binary('Mul', buffer.value, g.float(momentum)), gradient)
    const ahead = g.binary('AddV2', gradient, g.binary('Mul', moved, g.float(momentum)))
    const step = orthogonalised(g, ahead, shape.length === 4, { iterations, compute })
    const outputs = shape[0]!
    const scale = keepNorm ? 1 : Math.sqrt(Math.max(1, outputs / sizeOf(shape.slice(1))))
    const before = keepNorm
      ? g.binary('Mul', value, g.binary('RealDiv', g.float(Math.sqrt(outputs)), normOf(g, [value])))
      : g.binary('Sub', value, g.binary('Mul', value, g.binary('Mul', learningRate!, g.float(decay))))
    const after = g.binary('Sub', before, g.binary('Mul', step, g.binary('Mul', learningRate!, g.float(scale))))
    return [g.assign(buffer, moved), g.assign(update.parameter, after)]
  },
}

/** The gradient with the decay in it. */
function decayed(g: GraphBuilder, { parameter, gradient, decay }: Update): Tensor {
  return decay ? g.binary('AddV2', gradient, g.binary('Mul', parameter.value, g.float(decay))) : gradient
}

const rules: { [K in OptimizerName]: OptimizerRule<Extract<Optimizer, { kind: K }>> } = { sgd, adamw, rmsprop, muon }

/** The rule of a plan's optimizer. */
export function optimizerRule({ kind }: Optimizer): OptimizerRule<Optimizer> {
  // The row of a kind takes the settings of that kind, which the types of a table cannot say.
  return rules[kind] as unknown as OptimizerRule<Optimizer>
}

/** Variables for what the optimizer remembers of each parameter; a parameter's number makes the names of its variables. */
export function slotVariables(g: GraphBuilder, { optimizer }: Plan, { name, shape }: Kept, number: number): Kept[] {
  return slotsOf(optimizer).map((slot) => keptVariable(g, `${slot}${number}`, `${name}.${slot}`, shape))
}
