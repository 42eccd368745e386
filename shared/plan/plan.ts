import * as v from 'valibot'
import { augmentations } from '../augment/index'
import { mixings } from '../augment/mixing'
import { fault } from '../base/fault'
import { choiceSchema, defaultChoice } from './choice'
import { freezeFields } from './freeze'
import { initialisers, type InitialiserName } from './initialisers'
import { normalisations, type NormalisationName } from './normalisation'
import { optimizers } from './optimizers'
import { schedules } from './schedules'
import { sizeFields } from './sizes'

const factor = v.pipe(v.number(), v.minValue(0), v.maxValue(1e9))
/** What the learning rate and the weight decay are multiplied by for a group of parameters. */
const group = v.object({ rate: factor, decay: factor })
const asTheOthers = { rate: 1, decay: 1 }
const noGroups = { body: asTheOthers, head: asTheOthers, normalisation: asTheOthers, bias: asTheOthers }

/** How a network is trained: a plain document, like the graph. What came to it later may be absent in an older one. */
export const planSchema = v.object({
  optimizer: choiceSchema(optimizers),
  /** Which parameters the optimizer's weight decay shrinks: all, as in PyTorch, or kernels alone, without biases and normalisation. */
  decays: v.picklist(['all', 'kernels']),
  learningRate: v.pipe(v.number(), v.gtValue(0), v.maxValue(100)),
  /** Groups of parameters that move in ways of their own; groups.ts says what belongs to which. */
  groups: v.optional(v.object({ body: group, head: group, normalisation: group, bias: group }), noGroups),
  /** Layers at rest, by their names or by the beginnings of these up to a dot, from one epoch up to another. */
  freeze: v.optional(v.array(v.pipe(
    v.object({ layers: v.pipe(v.array(v.pipe(v.string(), v.minLength(1))), v.minLength(1)), from: freezeFields.from.schema, to: freezeFields.to.schema }),
    v.check(({ from, to }) => to === 0 || to >= from, fault('endsBeforeItBegins')),
  )), []),
  /** To what size the pictures of some epochs are shrunk; where several lines name an epoch, the last of them counts, and where none does, the network's own size. */
  sizes: v.optional(v.array(v.pipe(
    v.object({ size: sizeFields.size.schema, from: sizeFields.from.schema, to: sizeFields.to.schema }),
    v.check(({ from, to }) => to === 0 || to >= from, 'must not end before it begins'),
  )), []),
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
  /** From so many of the training pictures the first layer gets filters that whiten their patches; 0: it begins as the others. */
  whitening: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9)), 0),
  /** By what the pictures are normalised. */
  normalisation: v.optional(v.picklist(Object.keys(normalisations) as [NormalisationName, ...NormalisationName[]]), 'start'),
  batch: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65536)),
  epochs: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100000)),
  seed: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0x7fffffff)),
  /** What maps and products are computed in; weights stay float32. `auto` is what a trial finds to be fast; the plan of a run says what that was. */
  precision: v.picklist(['float32', 'bfloat16', 'auto']),
  /** The share of the training pictures that is held out for validation. */
  holdOut: v.pipe(v.number(), v.minValue(0), v.maxValue(0.9)),
  /** So many of the first training pictures of each class are used at all, those held out among them; 0: all. */
  subset: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1e9)),
  /**
   * What is done where classes have unlike numbers of pictures: nothing; `weights`: a rare class counts for more in the loss of training;
   * `sampling`: every class is seen equally often in an epoch.
   */
  balance: v.picklist(['none', 'weights', 'sampling']),
  /** What is done to each picture by chance; at most one of a kind, in whatever order. */
  augmentation: v.pipe(
    v.array(choiceSchema(augmentations)),
    v.check((steps) => new Set(steps.map(({ kind }) => kind)).size === steps.length, fault('augmentsTwice')),
  ),
  /** How the pictures of a batch are mixed with one another. What counts as correct is then the class with the larger share. */
  mixing: choiceSchema(mixings),
})

export type Plan = v.InferOutput<typeof planSchema>

export const defaultPlan: Plan = {
  optimizer: defaultChoice(optimizers, 'sgd'),
  decays: 'all',
  groups: noGroups,
  freeze: [],
  sizes: [],
  learningRate: optimizers.sgd.learningRate,
  schedule: defaultChoice(schedules, 'constant'),
  warmup: 0,
  labelSmoothing: 0,
  clip: 0,
  average: 0,
  initialiser: 'heFanOut',
  whitening: 0,
  normalisation: 'start',
  batch: 128,
  epochs: 3,
  seed: 1,
  precision: 'float32',
  holdOut: 0.1,
  subset: 0,
  balance: 'none',
  augmentation: [defaultChoice(augmentations, 'crop'), defaultChoice(augmentations, 'flip')],
  mixing: defaultChoice(mixings, 'none'),
}

/** Whether weight decay shrinks a parameter of this role. */
export function decaysRole({ decays }: Plan, role: string): boolean {
  return decays === 'all' || role === 'kernel'
}
