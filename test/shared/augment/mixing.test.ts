import { describe, expect, it } from 'vitest'
import { cutMix, mixOf } from '#shared/augment/mixing'

const size = { height: 8, width: 10 }
const shares = (alpha: number) => Array.from({ length: 4_000 }, (_, step) => mixOf({ kind: 'mixup', alpha }, { height: 1, width: 1 }, 1, step).share)
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

describe('mixing', () => {
  it.each([0.2, 1, 3])('draws shares of the beta distribution with alpha %d', (alpha) => {
    const drawn = shares(alpha)
    expect(drawn.every((share) => share >= 0 && share <= 1)).toBe(true)
    expect(mean(drawn)).toBeCloseTo(0.5, 1)
    // The variance of Beta(alpha, alpha).
    expect(mean(drawn.map((share) => (share - 0.5) ** 2)) * 4 * (2 * alpha + 1)).toBeCloseTo(1, 1)
  })

  it('cuts the box that torchvision would, and mixes labels by the area that it has', () => {
    // Half of √(1 - 0.75) is a quarter: 2 rows and ⌊2.5⌋ columns either way.
    const inside = cutMix(0.75, { right: 5, down: 4 }, size)
    expect(inside.share).toBeCloseTo(1 - 16 / 80)
    expect(inside.shares.filter((share) => share === 0)).toHaveLength(16)
    expect([inside.shares[2 * 10 + 3], inside.shares[5 * 10 + 6], inside.shares[6 * 10 + 6], inside.shares[5 * 10 + 7]]).toEqual([0, 0, 1, 1])
    const corner = cutMix(0.75, { right: 0, down: 0 }, size)
    expect(corner.share).toBeCloseTo(1 - 4 / 80)
    expect([...corner.shares.subarray(0, 4)]).toEqual([0, 0, 1, 1])
  })

  it('is the same for the same seed and step alone, and either of both where both are allowed', () => {
    const at = (step: number, seed = 1) => mixOf({ kind: 'either', alpha: 1 }, size, seed, step)
    at(9)
    expect(at(3)).toEqual(at(3))
    expect(at(3)).not.toEqual(at(4))
    expect(at(3)).not.toEqual(at(3, 2))
    const boxes = Array.from({ length: 1_000 }, (_, step) => at(step).shares.every((share) => share === 0 || share === 1)).filter(Boolean).length
    expect(Math.abs(boxes - 500)).toBeLessThan(70)
  })
})
