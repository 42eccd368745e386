import { describe, expect, it } from 'vitest'
import * as v from 'valibot'
import { augmentations, type AugmentationName } from '#shared/augment/index'
import { mixings } from '#shared/augment/mixing'
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

  it('is read back with every augmentation and mixing', () => {
    const augmentation = (Object.keys(augmentations) as AugmentationName[]).map((name) => defaultChoice(augmentations, name))
    for (const mixing of Object.keys(mixings) as (keyof typeof mixings)[]) {
      const plan = { ...defaultPlan, augmentation, mixing: defaultChoice(mixings, mixing) }
      expect(reads(plan)).toMatchObject({ success: true, output: plan })
    }
  })

  it('is read without what came to plans later', () => {
    const { groups: _groups, freeze: _freeze, sizes: _sizes, whitening: _whitening, ...older } = defaultPlan
    expect(reads(older)).toMatchObject({ success: true, output: defaultPlan })
    const before = { ...older, augmentation: [{ kind: 'flip' }] }
    expect(reads(before)).toMatchObject({ success: true, output: { augmentation: [{ kind: 'flip', alternating: false }] } })
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
    ['a group with a negative rate', { groups: { ...defaultPlan.groups, head: { rate: -1, decay: 1 } } }],
    ['a group that is missing', { groups: { head: { rate: 1, decay: 1 } } }],
    ['layers at rest without a name', { freeze: [{ layers: [], from: 1, to: 0 }] }],
    ['layers at rest from epoch 0', { freeze: [{ layers: ['out'], from: 0, to: 0 }] }],
    ['layers at rest that end before they begin', { freeze: [{ layers: ['out'], from: 3, to: 2 }] }],
    ['pictures that are shrunk to nothing', { sizes: [{ size: [0, 4], from: 1, to: 0 }] }],
    ['pictures that are shrunk up to before they begin to be', { sizes: [{ size: [4, 4], from: 3, to: 2 }] }],
    ['half a picture to whiten with', { whitening: 0.5 }],
    ['a negative clip', { clip: -1 }],
    ['an average that never moves', { average: 1 }],
    ['an unknown initialiser', { initialiser: 'zeros' }],
    ['an unknown decay', { decays: 'none' }],
    ['an augmentation twice', { augmentation: [{ kind: 'flip', alternating: false }, { kind: 'flip', alternating: false }] }],
    ['an unknown augmentation', { augmentation: [{ kind: 'blur' }] }],
    ['an augmentation with a setting of another', { augmentation: [{ kind: 'flip', padding: 4 }] }],
    ['a mixing that never mixes', { mixing: { kind: 'mixup', alpha: 0 } }],
    ['half a picture of each class', { subset: 0.5 }],
    ['an unknown balance', { balance: 'loss' }],
    ['a learning rate that is no number', { learningRate: NaN }],
  ])('is refused with %s', (_what, change) => {
    expect(reads({ ...defaultPlan, ...change }).success).toBe(false)
  })
})

function optimizersDefault(kind: OptimizerName) {
  return defaultChoice(optimizers, kind)
}
