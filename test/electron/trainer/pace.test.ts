import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Pace } from '#electron/trainer/pace'

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }))
afterEach(() => void vi.useRealTimers())

const small = { key: 'small', pixels: 100 }
const large = { key: 'large', pixels: 400 }
const step = (pace: Pace, kind: typeof small, seconds: number) => {
  vi.advanceTimersByTime(1000 * seconds)
  return pace.stepDone(10, kind)
}

describe('the time that is left', () => {
  it('is guessed from the first step, and then from the others, as the first is slow', () => {
    const pace = new Pace(0)
    pace.beginEpoch()
    expect(step(pace, small, 5)).toBe(2)
    expect(pace.secondsLeft([{ kind: small, steps: 3 }], 0)).toBeCloseTo(15)
    step(pace, small, 1)
    step(pace, small, 2)
    expect(pace.secondsLeft([{ kind: small, steps: 3 }], 0)).toBeCloseTo(4.5)
  })

  it('is that of each kind of step, and of one that was not seen yet by its pixels', () => {
    const pace = new Pace(0)
    pace.beginEpoch()
    for (const seconds of [5, 1]) step(pace, small, seconds)
    expect(pace.secondsLeft([{ kind: small, steps: 2 }, { kind: large, steps: 3 }], 0)).toBeCloseTo(2 + 12)
    for (const seconds of [9, 3]) step(pace, large, seconds)
    expect(pace.secondsLeft([{ kind: small, steps: 2 }, { kind: large, steps: 3 }], 0)).toBeCloseTo(2 + 9)
  })

  it('has the validations that are still to come', () => {
    const pace = new Pace(0)
    pace.beginEpoch()
    step(pace, small, 1)
    pace.beginValidation()
    vi.advanceTimersByTime(4000)
    pace.endValidation()
    expect(pace.secondsLeft([], 2)).toBeCloseTo(8)
  })
})
