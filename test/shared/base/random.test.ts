import { describe, expect, it } from 'vitest'
import { random, shuffled } from '#shared/base/random'

const draws = (count: number, ...keys: number[]) => {
  const source = random(...keys)
  return Array.from({ length: count }, () => source.uniform())
}
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
const products = (one: readonly number[], other: readonly number[]) => {
  const [meanOfOne, meanOfOther] = [mean(one), mean(other)]
  return mean(one.map((value, i) => (value - meanOfOne) * (other[i]! - meanOfOther)))
}
const variance = (values: readonly number[]) => products(values, values)
const correlation = (one: readonly number[], other: readonly number[]) => products(one, other) / Math.sqrt(variance(one) * variance(other))

describe('random numbers', () => {
  it('are the same for the same keys, and others for any other', () => {
    const keys = [[1, 2, 3], [1, 2, 4], [1, 3, 2], [3, 2, 1], [1, 2], [1, 2, 3, 0], [0], [], [1], [2 ** 32 + 1], [-1]]
    const streams = keys.map((each) => String(draws(4, ...each)))
    expect(keys.map((each) => String(draws(4, ...each)))).toEqual(streams)
    expect(new Set(streams).size).toBe(keys.length)
  })

  it('stay what they are from one version of the program to the next, so that old runs can go on', () => {
    const source = random(1, 2, 3)
    expect([source.uniform(), source.below(1000), source.normal(), source.normal()]).toEqual([
      0.9734949509147555, 747, expect.closeTo(-0.07721017972878666, 12), expect.closeTo(0.5228846948548966, 12),
    ])
    expect([...shuffled(8, random(1, 2, 3))]).toEqual([0, 6, 1, 3, 4, 2, 5, 7])
  })

  it('lie between 0 and 1 as evenly as chance has it', () => {
    const values = draws(100_000, 42)
    expect(Math.min(...values.slice(0, 50_000))).toBeGreaterThanOrEqual(0)
    expect(Math.max(...values.slice(0, 50_000))).toBeLessThan(1)
    expect(mean(values)).toBeCloseTo(0.5, 2)
    expect(variance(values)).toBeCloseTo(1 / 12, 2)
    const tenths = Array.from({ length: 10 }, (_, tenth) => values.filter((value) => Math.floor(10 * value) === tenth).length)
    expect(Math.max(...tenths.map((count) => Math.abs(count - 10_000)))).toBeLessThan(450)
  })

  it('have nothing to do with those of the neighbouring keys', () => {
    for (const [one, other] of [[[7, 0, 1], [7, 0, 2]], [[7, 1, 0], [7, 2, 0]], [[7], [8]]] as const) {
      expect(Math.abs(correlation(draws(20_000, ...one), draws(20_000, ...other)))).toBeLessThan(0.03)
    }
    const firsts = Array.from({ length: 20_000 }, (_, index) => random(1, 0, index).uniform())
    expect(Math.abs(correlation(firsts.slice(0, -1), firsts.slice(1)))).toBeLessThan(0.03)
    expect(mean(firsts)).toBeCloseTo(0.5, 1)
  })

  it('below a bound reach every whole number there, and no other', () => {
    const source = random(3)
    const seen = new Set(Array.from({ length: 500 }, () => source.below(7)))
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6])
  })

  it('of the normal distribution have its mean, its deviation and its tails', () => {
    const source = random(11)
    const values = Array.from({ length: 100_000 }, () => source.normal())
    expect(mean(values)).toBeCloseTo(0, 1)
    expect(variance(values)).toBeCloseTo(1, 1)
    const share = (limit: number) => values.filter((value) => Math.abs(value) < limit).length / values.length
    expect(share(1)).toBeCloseTo(0.6827, 2)
    expect(share(2)).toBeCloseTo(0.9545, 2)
    expect(share(3)).toBeLessThan(1)
  })
})

describe('shuffling', () => {
  it('keeps every number once', () => {
    for (const count of [0, 1, 2, 1000]) {
      expect([...shuffled(count, random(5)).toSorted()]).toEqual(Array.from({ length: count }, (_, i) => i))
    }
  })

  it('finds every order of four about equally often', () => {
    const seen = new Map<string, number>()
    for (let seed = 0; seed < 24_000; seed++) {
      const order = shuffled(4, random(seed)).join()
      seen.set(order, (seen.get(order) ?? 0) + 1)
    }
    expect(seen.size).toBe(24)
    for (const count of seen.values()) expect(Math.abs(count - 1000)).toBeLessThan(160)
  })
})
