import { describe, expect, it } from 'vitest'
import { check, pictureBytes } from '#shared/graph/check'
import { defaultChoice } from '#shared/plan/choice'
import { keptBytes } from '#shared/plan/memory'
import { optimizers } from '#shared/plan/optimizers'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { chain } from '#shared/presets/chain'

/** 4 · 3 · 9 + 4 = 112 parameters, and 4 · 28 + 28 = 140. */
const checked = check(chain('small', [
  ['input', 'input', { channels: 3, height: 8, width: 8 }], ['conv', 'conv2d', { filters: 4 }], ['pool', 'globalAveragePool'], ['flatten', 'flatten'], ['out', 'dense', { units: 28 }],
]))
const kept = (how: Partial<Plan>) => keptBytes({ ...defaultPlan, ...how }, checked)

describe('what training keeps', () => {
  it('is of each parameter itself, its start value, its gradient, its new value and what the optimizer remembers, and a moving average', () => {
    expect(kept({}).parameter).toBe(4 * 5)
    expect(kept({ optimizer: defaultChoice(optimizers, 'adamw') }).parameter).toBe(4 * 6)
    expect(kept({ average: 0.9 }).parameter).toBe(4 * 6)
    expect(kept({ precision: 'bfloat16' })).toEqual({ parameter: 4 * 5 + 2, activationShare: 0.5, wideShare: 1 })
  })

  it('is nothing but the parameter and its start value where its layer rests throughout, and all of it where that learns at some time', () => {
    expect(kept({ freeze: [{ layers: ['conv'], from: 1, to: 0 }] }).parameter).toBeCloseTo(4 * (2 + (3 * 140) / 252))
    expect(kept({ freeze: [{ layers: ['conv'], from: 2, to: 0 }] }).parameter).toBe(4 * 5)
  })

  it('of a batch is what its largest pictures leave', () => {
    const [half, quarter] = [{ size: [8, 4] as const, from: 1, to: 0 }, { size: [4, 4] as const, from: 1, to: 3 }]
    expect(kept({ sizes: [quarter] }).activationShare).toBe(1)
    expect(kept({ sizes: [half, quarter] }).activationShare).toBe(0.5)
  })

  it('of a GELU is its result in the width of the precision, and two maps in float32 in each', () => {
    const { total } = check(chain('gelu', [
      ['input', 'input', { channels: 3, height: 8, width: 8 }], ['gelu', 'gelu', { tanh: true }], ['pool', 'globalMaxPool'], ['flatten', 'flatten'], ['out', 'dense', { units: 2 }],
    ]))
    const map = 3 * 8 * 8
    const others = 3 + 2
    expect(pictureBytes(total, kept({}))).toBe(4 * (3 * map + others))
    expect(pictureBytes(total, kept({ precision: 'bfloat16' }))).toBe(2 * (map + others) + 4 * 2 * map)
  })
})
