import { choice, number, whole, type Field, type Fields } from '#shared/base/fields'
import { initialisers } from '#shared/plan/initialisers'
import { normalisations } from '#shared/plan/normalisation'
import { optimizers } from '#shared/plan/optimizers'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { schedules } from '#shared/plan/schedules'

const namesOf = <N extends string>(table: Readonly<Record<N, unknown>>) => Object.keys(table) as N[]
const labelsOf = (table: Readonly<Record<string, { readonly label: string }>>) => Object.fromEntries(Object.entries(table).map(([name, { label }]) => [name, label]))

/** The plan's own settings as fields, with the limits that the plan itself has; those of optimizers and schedules stand in their tables. */
export const planFields = {
  epochs: whole(defaultPlan.epochs, { label: 'Epochs', help: 'How often every training picture is seen', min: 1, max: 100000 }),
  batch: whole(defaultPlan.batch, { label: 'Batch size', help: 'Pictures in one step', min: 1, max: 65536 }),
  precision: choice(defaultPlan.precision, { label: 'Precision', help: 'bfloat16 computes faster on processors that have it; weights stay float32. auto tries both for a few seconds and takes the faster', options: ['float32', 'bfloat16', 'auto'] }),
  learningRate: number(defaultPlan.learningRate, { label: 'Highest', help: 'The learning rate at its highest', min: 1e-12, max: 100 }),
  warmup: number(defaultPlan.warmup, { label: 'Warm-up', help: 'So many epochs at first, in which the learning rate rises evenly', min: 0, max: 100000 }),
  labelSmoothing: number(defaultPlan.labelSmoothing, { label: 'Label smoothing', help: 'The share of each label that is spread evenly over all classes', min: 0, max: 0.9999 }),
  holdOut: number(defaultPlan.holdOut, { label: 'Hold-out', help: 'The share of the training pictures that is held out for validation', min: 0, max: 0.9 }),
  seed: whole(defaultPlan.seed, { label: 'Seed', help: 'Equal seeds give equal runs', min: 0, max: 0x7fffffff }),
  average: number(defaultPlan.average, { label: 'Average of weights', help: 'How much of their moving average the weights keep in each step; 0: no average', min: 0, max: 0.999999 }),
  clip: number(defaultPlan.clip, { label: 'Gradient clip', help: 'The norm of all gradients is brought down to this; 0: never', min: 0, max: 1e9 }),
  initialiser: choice(defaultPlan.initialiser, { label: 'Initialisation', help: 'What the weights are at first', options: namesOf(initialisers) }),
  whitening: whole(defaultPlan.whitening, { label: 'Whitening', help: 'From so many training pictures the first layer gets filters that whiten their patches; 0: none', min: 0, max: 1e9 }),
  normalisation: choice(defaultPlan.normalisation, { label: 'Normalisation', help: 'By what pictures are normalised: as the weights that are started from were trained, where that is known and else by the pictures; by the pictures alone; or as for ImageNet', options: namesOf(normalisations) }),
  decays: choice(defaultPlan.decays, { label: 'Decay of', help: 'Which parameters the weight decay shrinks', options: ['all', 'kernels'] }),
} satisfies { readonly [K in keyof Plan]?: Field<Plan[K]> }

export const normalisationLabels = labelsOf(normalisations)
export const initialiserLabels = labelsOf(initialisers)
export const optimizerLabels = labelsOf(optimizers)
export const scheduleLabels = labelsOf(schedules)
export const optimizerField = choice(defaultPlan.optimizer.kind, { label: 'Optimizer', help: 'How a step is made of gradients', options: namesOf(optimizers) })
export const scheduleField = choice(defaultPlan.schedule.kind, { label: 'Schedule', help: 'The course of the learning rate', options: namesOf(schedules) })

/** The settings of the optimizer and of the schedule that a plan has. */
export const optimizerFields = ({ optimizer }: Plan): Fields => optimizers[optimizer.kind].fields
export const scheduleFields = ({ schedule }: Plan): Fields => schedules[schedule.kind].fields
