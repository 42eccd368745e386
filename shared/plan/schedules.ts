import { number, toggle, whole } from '../base/fields'
import type { Choice, Choices } from './choice'

/** The courses that a learning rate can take over a run. */
export const schedules = {
  constant: { label: 'Constant', help: 'The same learning rate throughout', fields: {} },
  step: {
    label: 'Step',
    help: 'Falls by a factor every so many epochs',
    fields: {
      every: whole(30, { label: 'Every', help: 'Epochs from one fall to the next', min: 1, max: 100000 }),
      factor: number(0.1, { label: 'Factor', help: 'What the learning rate is multiplied by', min: 0, max: 1 }),
    },
  },
  cosine: {
    label: 'Cosine',
    help: 'Falls along half a cosine',
    fields: { final: number(0, { label: 'Final', help: 'The share of the learning rate that is left at the end', min: 0, max: 1 }) },
  },
  oneCycle: {
    label: 'One cycle',
    help: 'Rises to the learning rate, then falls far below where it began (L. Smith and N. Topin 2017)',
    fields: {
      rise: number(0.3, { label: 'Rise', help: 'The share of the steps that rise', min: 0, max: 1 }),
      startDivisor: number(25, { label: 'Start divisor', help: 'The learning rate divided by this is the first', min: 1, max: 1e9 }),
      finalDivisor: number(1e4, { label: 'Final divisor', help: 'The first learning rate divided by this is the last', min: 1e-9, max: 1e9 }),
      straight: toggle(false, { label: 'Straight', help: 'Rises and falls in straight lines instead of half cosines' }),
    },
  },
} satisfies Choices

export type Schedule = Choice<typeof schedules>

/** What a learning rate depends on besides the schedule; `warmup` counts epochs. */
interface Course {
  readonly learningRate: number
  readonly warmup: number
  readonly epochs: number
}

/**
 * The learning rate of a step, which counts from 0 over the whole run. A warm-up rises in equal parts to the plan's learning rate; the schedule
 * then has the steps that are left. The values are those of torch.optim.lr_scheduler, stepped after every batch: ConstantLR, StepLR with so many
 * epochs' steps, CosineAnnealingLR over all steps, OneCycleLR; a warm-up of w steps is LinearLR(start_factor 1/(w + 1)), and the schedule then begins,
 * as in SequentialLR.
 */
export function learningRateAt(schedule: Schedule, { learningRate, warmup, epochs }: Course, step: number, totalSteps: number): number {
  const stepsPerEpoch = totalSteps / epochs
  const rising = Math.min(totalSteps, Math.round(warmup * stepsPerEpoch))
  if (step < rising) return (learningRate * (step + 1)) / (rising + 1)
  return learningRate * shareAt(schedule, step - rising, totalSteps - rising, stepsPerEpoch)
}

/** The share of the learning rate at this step of those that the schedule has. */
function shareAt(schedule: Schedule, step: number, steps: number, stepsPerEpoch: number): number {
  switch (schedule.kind) {
    case 'constant':
      return 1
    case 'step':
      return schedule.factor ** Math.floor(step / Math.max(1, Math.round(schedule.every * stepsPerEpoch)))
    case 'cosine':
      return cosine(1, schedule.final, step / steps)
    case 'oneCycle': {
      const { rise, startDivisor, finalDivisor, straight } = schedule
      const between = straight ? line : cosine
      const first = 1 / startDivisor
      const top = rise * steps - 1
      const last = steps - 1
      if (step <= top) return between(first, 1, top ? step / top : 1)
      return between(1, first / finalDivisor, last > top ? (step - top) / (last - top) : 1)
    }
  }
}

const line = (from: number, to: number, way: number) => from + (to - from) * way
const cosine = (from: number, to: number, way: number) => to + ((from - to) * (1 + Math.cos(Math.PI * way))) / 2
