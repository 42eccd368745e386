import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { crop, cropShift } from '#shared/augment/crop'

/** What the docstring says, pixel by pixel. */
function plainCrop(picture: Uint8Array, { height, width, channels }: { height: number; width: number; channels: number }, down: number, right: number): number[] {
  const result: number[] = []
  for (let row = 0; row < height; row++) {
    for (let column = 0; column < width; column++) {
      const inside = row + down >= 0 && row + down < height && column + right >= 0 && column + right < width
      for (let channel = 0; channel < channels; channel++) result.push(inside ? picture[((row + down) * width + column + right) * channels + channel]! : 0)
    }
  }
  return result
}

describe('cropping', () => {
  const grey = { height: 3, width: 3, channels: 1 }
  const picture = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9)

  it.each<[string, { down: number; right: number }, number[]]>([
    ['not at all', { down: 0, right: 0 }, [1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['one pixel further down', { down: 1, right: 0 }, [4, 5, 6, 7, 8, 9, 0, 0, 0]],
    ['one pixel further right', { down: 0, right: 1 }, [2, 3, 0, 5, 6, 0, 8, 9, 0]],
    ['up and left', { down: -1, right: -2 }, [0, 0, 0, 0, 0, 1, 0, 0, 4]],
    ['beyond the picture', { down: 3, right: 0 }, [0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ])('moves the cut %s and leaves black where there was nothing', (_where, shift, expected) => {
    const result = new Uint8Array(9).fill(77)
    crop(picture, 0, result, 0, grey, shift)
    expect([...result]).toEqual(expected)
  })

  it('does so for every size, place and shift, and touches nothing else', () => {
    const sizes = fc.record({ height: fc.integer({ min: 1, max: 6 }), width: fc.integer({ min: 1, max: 6 }), channels: fc.constantFrom(1, 3) })
    const shifts = fc.record({ down: fc.integer({ min: -8, max: 8 }), right: fc.integer({ min: -8, max: 8 }) })
    fc.assert(fc.property(sizes, shifts, fc.nat(5), fc.nat(5), (size, shift, fromAt, toAt) => {
      const length = size.height * size.width * size.channels
      const from = Uint8Array.from({ length: length + 10 }, (_, i) => i + 1)
      const to = new Uint8Array(length + 10).fill(250)
      crop(from, fromAt, to, toAt, size, shift)
      expect([...to.subarray(toAt, toAt + length)]).toEqual(plainCrop(from.subarray(fromAt), size, shift.down, shift.right))
      expect([...to.subarray(0, toAt), ...to.subarray(toAt + length)].every((byte) => byte === 250)).toBe(true)
    }), { seed: 1, numRuns: 500 })
  })

  it('finds every place that the padding allows, each about equally often, and the same for the same keys', () => {
    const places = new Map<string, number>()
    const axes = new Set<number>()
    for (let index = 0; index < 8_100; index++) {
      const { down, right } = cropShift(4, 1, 0, index)
      expect(cropShift(4, 1, 0, index)).toEqual({ down, right })
      axes.add(down).add(right)
      places.set(`${down} ${right}`, (places.get(`${down} ${right}`) ?? 0) + 1)
    }
    expect(places.size).toBe(81)
    for (const count of places.values()) expect(Math.abs(count - 100)).toBeLessThan(50)
    expect([...axes].sort((a, b) => a - b)).toEqual([-4, -3, -2, -1, 0, 1, 2, 3, 4])
  })

  it('depends on the seed, the epoch and the index', () => {
    const shifts = (seed: number, epoch: number) => Array.from({ length: 20 }, (_, index) => JSON.stringify(cropShift(4, seed, epoch, index))).join()
    expect(new Set([shifts(1, 0), shifts(1, 1), shifts(2, 0)]).size).toBe(3)
  })
})
