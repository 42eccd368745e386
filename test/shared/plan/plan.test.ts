import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { defaultChoice } from '#shared/plan/choice'
import { optimizers, type OptimizerName } from '#shared/plan/optimizers'
import { defaultPlan, planSchema } from '#shared/plan/plan'
import { schedules, type Schedule } from '#shared/plan/schedules'

const reads = (plan: unknown) => v.safeParse(planSchema, JSON.parse(JSON.stringify(plan)))

describe('a plan', () => {
  it('is read back as it was written, with every optimizer and schedule', () => {
    for (const optimizer of Object.keys(optimizers) as OptimizerName[])
      for (const schedule of Object.keys(schedules) as Schedule['kind'][]) {
        const plan = { ...defaultPlan, optimizer: defaultChoice(optimizers, optimizer), schedule: defaultChoice(schedules, schedule) }
        expect(reads(plan)).toMatchObject({ success: true, output: plan })
      }
  })

  it.each([
    ['an unknown optimizer', { optimizer: { kind: 'lion' } }],
    ['a setting of another optimizer', { optimizer: { ...optimizersDefault('adamw'), nesterov: true } }],
    ['a setting that is missing', { optimizer: { kind: 'sgd', momentum: 0.9 } }],
    ['a momentum of 1', { optimizer: { ...optimizersDefault('sgd'), momentum: 1 } }],
    ['a schedule that falls every 0 epochs', { schedule: { kind: 'step', every: 0, factor: 0.1 } }],
    ['a schedule with a text for a number', { schedule: { kind: 'cosine', final: '0' } }],
    ['a negative warm-up', { warmup: -1 }],
    ['labels that are all smoothing', { labelSmoothing: 1 }],
    ['a negative clip', { clip: -1 }],
    ['an average that never moves', { average: 1 }],
    ['an unknown initialiser', { initialiser: 'zeros' }],
    ['an unknown decay', { decays: 'none' }],
    ['a learning rate that is no number', { learningRate: NaN }],
  ])('is refused with %s', (_what, change) => {
    expect(reads({ ...defaultPlan, ...change }).success).toBe(false)
  })
})

function optimizersDefault(kind: OptimizerName) {
  return defaultChoice(optimizers, kind)
}
