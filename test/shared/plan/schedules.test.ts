import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { defaultChoice } from '#shared/plan/choice'
import { learningRateAt, schedules, type Schedule } from '#shared/plan/schedules'

interface Course {
  readonly schedule: Schedule
  readonly learningRate: number
  readonly warmup: number
  readonly epochs: number
  /** Of an epoch. */
  readonly steps: number
  readonly rates: readonly number[]
}
const golden = JSON.parse(readFileSync(new URL('../../fixtures/golden/curves.json', import.meta.url), 'utf8')) as { schedules: Course[] }
const named = golden.schedules.map((course) => [`${JSON.stringify(course.schedule)}, warm-up ${course.warmup}`, course] as const)

describe('the learning rate of each step is that of torch.optim.lr_scheduler for', () => {
  it.each(named)('%s', (_name, { schedule, rates, steps, ...course }) => {
    rates.forEach((wanted, step) => expect(learningRateAt(schedule, course, step, course.epochs * steps), `step ${step}`).toBeCloseTo(wanted, 12))
  })
})

describe('the learning rate', () => {
  const kinds = Object.keys(schedules) as (keyof typeof schedules)[]
  const course = { learningRate: 0.1, warmup: 0, epochs: 1 }

  it.each(kinds)('is a number from 0 to the plan\'s in every step of runs of any length, with schedule %s', (kind) => {
    const schedule = defaultChoice(schedules, kind)
    for (const total of [1, 2, 3, 10, 1000])
      for (const warmup of [0, 0.3, 1, 7])
        for (let step = 0; step < total; step++) {
          const rate = learningRateAt(schedule, { ...course, warmup }, step, total)
          expect(rate >= 0 && rate <= 0.1 * (1 + 1e-12), `${rate} in step ${step} of ${total}`).toBe(true)
        }
  })

  it('rises in equal parts during the warm-up, and only then', () => {
    const rates = Array.from({ length: 8 }, (_, step) => learningRateAt({ kind: 'constant' }, { learningRate: 1, warmup: 2, epochs: 4 }, step, 8))
    expect(rates.map((rate) => Number(rate.toFixed(12)))).toEqual([0.2, 0.4, 0.6, 0.8, 1, 1, 1, 1])
  })
})
