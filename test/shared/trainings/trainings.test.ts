import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { refusePlan } from '#shared/plan/fits'
import { planSchema } from '#shared/plan/plan'
import { presets } from '#shared/presets/index'
import { trainings } from '#shared/trainings/index'
import { meansOf, type Training } from '#shared/trainings/training'

describe.each(Object.entries<Training>(trainings))('the training %s', (_name, training) => {
  it('is a plan within all limits that its network can take', () => {
    expect(v.parse(planSchema, training.plan)).toEqual(training.plan)
    expect(() => refusePlan(presets[training.network].build(32, 10), training.plan)).not.toThrow()
  })

  it('says what it reached, with every seed once', () => {
    const { runs, machine, date, command } = training.evidence
    expect(new Set(runs.map(({ seed }) => seed)).size).toBe(runs.length)
    expect(meansOf(training).withViews).toBeGreaterThan(meansOf(training).accuracy)
    expect(machine && date && command).toBeTruthy()
  })
})

it('the means of a training are those of its runs', () => {
  const runs = [{ seed: 1, accuracy: 0.9, withViews: 0.92, minutes: 4 }, { seed: 2, accuracy: 0.92, withViews: 0.94 }]
  const means = meansOf({ ...trainings['fast-94'], evidence: { ...trainings['fast-94'].evidence, runs } })
  expect(means.accuracy).toBeCloseTo(0.91)
  expect(means.withViews).toBeCloseTo(0.93)
  expect(means.minutes).toBe(4)
})
