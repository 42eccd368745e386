import { sweptPlans } from '#electron/studio/sweep'
import { defaultPlan } from '#shared/plan/plan'
import { describe, expect, it } from 'vitest'

const axes = [{ setting: 'learningRate', values: [0.1, 0.01, 0.001] }, { setting: 'optimizer.momentum', values: [0, 0.9] }]

describe('a sweep', () => {
  it('is every pair of values once, and changes nothing else', () => {
    const plans = sweptPlans(defaultPlan, axes)
    expect(plans.map(({ words }) => words)).toEqual([0, 0.9].flatMap((momentum) => [0.1, 0.01, 0.001].map((rate) => `learningRate ${rate}, optimizer.momentum ${momentum}`)))
    for (const { plan } of plans) expect({ ...plan, learningRate: 0, optimizer: 0 }).toEqual({ ...defaultPlan, learningRate: 0, optimizer: 0 })
  })

  it('draws different plans from the grid, the same ones for the same seed, and no more than there are', () => {
    const drawn = sweptPlans(defaultPlan, axes, 4).map(({ words }) => words)
    expect(new Set(drawn).size).toBe(4)
    expect(sweptPlans(defaultPlan, axes, 4).map(({ words }) => words)).toEqual(drawn)
    expect(sweptPlans(defaultPlan, axes, 100)).toHaveLength(6)
  })

  it.each([
    ['a setting that is not there', [{ setting: 'speed', values: [1] }], 'A plan has no setting speed.'],
    ['a group of settings', [{ setting: 'optimizer', values: [1] }], 'A plan has no setting optimizer.'],
    ['a name that every object has', [{ setting: 'constructor.name', values: ['x'] }], 'A plan has no setting constructor.name.'],
    ['a value that a plan cannot have', [{ setting: 'batch', values: [0] }], 'A plan cannot have batch 0: '],
    ['more runs than end', [{ setting: 'seed', values: Array.from({ length: 100 }, (_, i) => i) }, { setting: 'epochs', values: Array.from({ length: 11 }, (_, i) => i + 1) }], 'The sweep would be 1100 runs, and 1000 is the most.'],
  ])('refuses %s', (_what, swept, sentence) => {
    expect(() => sweptPlans(defaultPlan, swept)).toThrow(sentence)
  })
})
