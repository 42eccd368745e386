import { describe, expect, it } from 'vitest'
import { random } from '#shared/base/random'
import { hasDiverged, smoothedPoints, suggestedRate, sweptRate } from '#shared/plan/rateFinder'

const span = { from: 1e-5, to: 10 }
/** A sweep whose loss is this function of the learning rate. */
const sweep = (loss: (learningRate: number, step: number) => number, steps = 100) =>
  smoothedPoints(Array.from({ length: steps }, (_, step) => {
    const learningRate = sweptRate(step, steps, span)
    return { learningRate, loss: loss(learningRate, step) }
  }))
/** Flat at 2.3, down to 1 around `middle`, and up beyond all bounds from 1 on. */
const valley = (middle: number) => (rate: number) => 1 + 1.3 / (1 + rate / middle) + (rate > 1 ? rate ** 4 : 0)

describe('a sweep', () => {
  it('goes from the first learning rate to the last in equal factors', () => {
    expect([0, 1, 2, 3].map((step) => sweptRate(step, 4, { from: 0.001, to: 1 }))).toEqual([0.001, 0.01, 0.1, 1].map((rate) => expect.closeTo(rate, 12) as number))
    expect(sweptRate(0, 1, span)).toBe(1e-5)
  })

  it('smooths without being drawn towards 0, and is not smoothed where nothing changes', () => {
    for (const { smoothed } of sweep(() => 2.3)) expect(smoothed).toBeCloseTo(2.3, 10)
  })

  it('has diverged when the smoothed loss is many times the smallest, and not by a single bad batch', () => {
    expect(hasDiverged([])).toBe(false)
    expect(hasDiverged(sweep(() => 2.3))).toBe(false)
    expect(hasDiverged(sweep(valley(0.01)))).toBe(true)
    expect(hasDiverged(sweep((_rate, step) => (step === 99 ? 20 : 2.3)))).toBe(false)
  })
})

describe('the suggestion', () => {
  it.each([1e-3, 1e-2, 1e-1])('is where the loss falls fastest: around %d', (middle) => {
    const suggestion = suggestedRate(sweep(valley(middle)))!
    expect(suggestion / middle).toBeGreaterThan(0.3)
    expect(suggestion / middle).toBeLessThan(3)
  })

  it('is hardly moved by noise', () => {
    for (let seed = 0; seed < 30; seed++) {
      const source = random(seed)
      const suggestion = suggestedRate(sweep((rate) => valley(1e-2)(rate) + 0.1 * source.normal()))!
      expect(suggestion, `seed ${seed}`).toBeGreaterThan(1e-2 / 8)
      expect(suggestion, `seed ${seed}`).toBeLessThan(1e-2 * 8)
    }
  })

  it('comes before what diverges, even where the loss falls again after it', () => {
    const suggestion = suggestedRate(sweep((rate) => (rate > 1 ? 100 - 10 * rate : valley(1e-2)(rate))))!
    expect(suggestion).toBeLessThan(0.1)
  })

  it('is none when the loss never falls, or nothing was seen', () => {
    expect(suggestedRate([])).toBeUndefined()
    expect(suggestedRate(sweep(() => 2.3))).toBeUndefined()
    expect(suggestedRate(sweep((rate) => 2.3 + rate))).toBeUndefined()
    expect(suggestedRate(sweep(() => 2.3, 3))).toBeUndefined()
  })
})
