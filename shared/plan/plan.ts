import * as v from 'valibot'
import { choiceSchema, defaultChoice } from './choice'
import { initialisers, type InitialiserName } from './initialisers'
import { optimizers } from './optimizers'
import { schedules } from './schedules'

/** How a network is trained: a plain document, like the graph. */
export const planSchema = v.object({
  optimizer: choiceSchema(optimizers),
  /** Which parameters the optimizer's weight decay shrinks: all, as in PyTorch, or kernels alone, without biases and normalisation. */
  decays: v.picklist(['all', 'kernels']),
  learningRate: v.pipe(v.number(), v.gtValue(0), v.maxValue(100)),
  /** The course of the learning rate after the warm-up. */
  schedule: choiceSchema(schedules),
  /** So many epochs at first, in which the learning rate rises evenly. */
  warmup: v.pipe(v.number(), v.minValue(0), v.maxValue(100000)),
  /** The share of each label that is spread evenly over all classes; in training only, the loss of an evaluation is without it. */
  labelSmoothing: v.pipe(v.number(), v.minValue(0), v.maxValue(0.9999)),
  /** The norm of all gradients together is brought down to this where it is larger; 0: never. */
  clip: v.pipe(v.number(), v.minValue(0), v.maxValue(1e9)),
  /**
   * How much of their moving average the weights keep in each step; 0: no average is made. Where there is one, it is what is validated and saved.
   * Running statistics are averaged with the weights.
   */
  average: v.pipe(v.number(), v.minValue(0), v.maxValue(0.999999)),
  /** What the weights are at first. */
  initialiser: v.picklist(Object.keys(initialisers) as [InitialiserName, ...InitialiserName[]]),
  batch: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65536)),
  epochs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100000)),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff)),
  precision: v.picklist(['float32', 'bfloat16']),
  /** The share of the training pictures that is held out for validation. */
  holdOut: v.pipe(v.number(), v.minValue(0), v.maxValue(0.9)),
  augmentation: v.object({
    /** Mirror each picture with probability one half. */
    flip: v.boolean(),
    /** Pad by so many pixels on each side, then cut the old size out at a random place. */
    crop: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(32)),
  }),
})

export type Plan = v.InferOutput<typeof planSchema>

export const defaultPlan: Plan = {
  optimizer: defaultChoice(optimizers, 'sgd'),
  decays: 'all',
  learningRate: optimizers.sgd.learningRate,
  schedule: defaultChoice(schedules, 'constant'),
  warmup: 0,
  labelSmoothing: 0,
  clip: 0,
  average: 0,
  initialiser: 'heFanOut',
  batch: 128,
  epochs: 3,
  seed: 1,
  precision: 'float32',
  holdOut: 0.1,
  augmentation: { flip: true, crop: 4 },
}

/** Whether weight decay shrinks a parameter of this role. */
export function decaysRole({ decays }: Plan, role: string): boolean {
  return decays === 'all' || role === 'kernel'
}
