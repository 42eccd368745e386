import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { flip, flipKind, flips, flipsInTurn } from '#shared/augment/flip'

describe('flipping', () => {
  it('mirrors left and right, pixel by pixel, and leaves the rows where they are', () => {
    const picture = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18)
    flip(picture, 0, { height: 2, width: 3, channels: 3 })
    expect([...picture]).toEqual([7, 8, 9, 4, 5, 6, 1, 2, 3, 16, 17, 18, 13, 14, 15, 10, 11, 12])
  })

  it('touches only its own picture, and twice is as if nothing had happened', () => {
    const sizes = fc.record({ height: fc.integer({ min: 1, max: 6 }), width: fc.integer({ min: 1, max: 7 }), channels: fc.constantFrom(1, 3, 4) })
    fc.assert(fc.property(sizes, fc.nat(5), (size, at) => {
      const { height, width, channels } = size
      const before = Uint8Array.from({ length: height * width * channels + 10 }, (_, i) => i)
      const bytes = before.slice()
      flip(bytes, at, size)
      for (let i = 0; i < height * width * channels; i++) {
        const [row, column, channel] = [Math.floor(i / channels / width), Math.floor(i / channels) % width, i % channels]
        expect(bytes[at + i]).toBe(before[at + (row * width + width - 1 - column) * channels + channel])
      }
      flip(bytes, at, size)
      expect(bytes).toEqual(before)
    }), { seed: 1, numRuns: 200 })
  })

  it('happens to half of the pictures, to others in every epoch, and to the same for the same keys', () => {
    const flipped = (seed: number, epoch: number) => Array.from({ length: 10_000 }, (_, index) => flips({ seed, epoch, index }))
    const first = flipped(1, 0)
    expect(flipped(1, 0)).toEqual(first)
    expect(Math.abs(first.filter(Boolean).length - 5_000)).toBeLessThan(200)
    for (const other of [flipped(1, 1), flipped(2, 0)]) {
      expect(Math.abs(other.filter((value, i) => value === first[i]).length - 5_000)).toBeLessThan(200)
    }
  })

  it('in turn happens to half of the pictures by chance, and then to the others', () => {
    const flipped = (seed: number, epoch: number) => Array.from({ length: 10_000 }, (_, index) => flipsInTurn({ seed, epoch, index }))
    const first = flipped(1, 0)
    expect(Math.abs(first.filter(Boolean).length - 5_000)).toBeLessThan(200)
    expect(Math.abs(flipped(2, 0).filter((value, i) => value === first[i]).length - 5_000)).toBeLessThan(200)
    for (const epoch of [1, 2, 3, 8, 9]) expect(flipped(1, epoch)).toEqual(epoch % 2 ? first.map((value) => !value) : first)
  })

  it('takes its turn from the plan', () => {
    const size = { height: 1, width: 2, channels: 1 }
    const seen = (alternating: boolean, epoch: number) => Array.from({ length: 50 }, (_, index) => {
      const bytes = Uint8Array.of(1, 2)
      flipKind.apply(bytes, 0, size, { alternating }, { seed: 4, epoch, index })
      return bytes[0] === 2
    })
    const wanted = (how: typeof flips, epoch: number) => Array.from({ length: 50 }, (_, index) => how({ seed: 4, epoch, index }))
    for (const epoch of [0, 1, 5]) {
      expect(seen(true, epoch)).toEqual(wanted(flipsInTurn, epoch))
      expect(seen(false, epoch)).toEqual(wanted(flips, epoch))
    }
  })
})
