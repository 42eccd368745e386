import { defaultChoice } from './choice'
import { optimizers } from './optimizers'
import { defaultPlan, type Plan } from './plan'
import { schedules } from './schedules'

/** A plan that somebody has thought about. */
export interface Recipe {
  readonly label: string
  readonly help: string
  readonly plan: Plan
}

const nesterov = { ...defaultChoice(optimizers, 'sgd'), nesterov: true }
const standard: Plan = { ...defaultPlan, optimizer: nesterov, learningRate: 0.1, schedule: defaultChoice(schedules, 'cosine'), warmup: 2, epochs: 30 }

/** Plans to start from. */
export const recipes = {
  quick: {
    label: 'Quick look',
    help: 'One cycle with label smoothing: learns in few epochs',
    plan: { ...defaultPlan, optimizer: nesterov, learningRate: 0.1, schedule: defaultChoice(schedules, 'oneCycle'), labelSmoothing: 0.1, epochs: 5 },
  },
  standard: { label: 'Standard', help: 'SGD that falls along a cosine, crop and mirror', plan: standard },
  long: { label: 'Long', help: 'The same over many epochs, for the last points', plan: { ...standard, warmup: 5, epochs: 160 } },
  tutorial: {
    label: 'Tutorial',
    help: "The tutorial's: SGD 0.001 with momentum 0.9, four pictures a step",
    plan: {
      ...defaultPlan, optimizer: { ...defaultChoice(optimizers, 'sgd'), weightDecay: 0 }, learningRate: 0.001, batch: 4, epochs: 2, augmentation: [],
    },
  },
} satisfies Record<string, Recipe>

export type RecipeName = keyof typeof recipes
