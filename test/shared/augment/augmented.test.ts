import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { augmented } from '#shared/augment/augmented'
import { augmentations, type Augmentation, type AugmentationName } from '#shared/augment/index'
import { crop, cropShift } from '#shared/augment/crop'
import { cutOut } from '#shared/augment/cutout'
import { flip, flips } from '#shared/augment/flip'
import { random } from '#shared/base/random'
import { defaultChoice } from '#shared/plan/choice'

const names = Object.keys(augmentations) as AugmentationName[]
const byDefault = (name: AugmentationName): Augmentation => defaultChoice(augmentations, name)
const key = { seed: 3, epoch: 2, index: 11 }
const square = { height: 16, width: 16, channels: 3 }

function noise(length: number): Uint8Array {
  const source = random(5)
  return Uint8Array.from({ length }, () => source.below(256))
}
function made(picture: Uint8Array, size: typeof square, wanted: readonly Augmentation[], of = key): Uint8Array {
  const to = new Uint8Array(picture.length)
  augmented(picture, 0, to, 0, size, wanted, of)
  return to
}

describe('an augmented picture', () => {
  const picture = noise(16 * 16 * 3)

  it('is the picture itself when nothing is wanted', () => {
    expect(made(picture, square, [])).toEqual(picture)
  })

  it.each(names)('depends with %s on seed, epoch and index alone, and on each of them', (name) => {
    const keys = Array.from({ length: 20 }, (_, index) => ({ ...key, index }))
    const all = (change: Partial<typeof key>) => keys.map((each) => String(made(picture, square, [byDefault(name)], { ...each, ...change })))
    const first = all({})
    all({ epoch: 5 })
    expect(all({})).toEqual(first)
    expect(all({ seed: 4 })).not.toEqual(first)
    expect(all({ epoch: 1 })).not.toEqual(first)
    expect(new Set(first).size).toBeGreaterThan(1)
  })

  it('is augmented in the order of the table, whatever order the plan names', () => {
    const wanted = names.map(byDefault)
    expect(made(picture, square, wanted.toReversed())).toEqual(made(picture, square, wanted))
    const expected = new Uint8Array(picture.length)
    crop(picture, 0, expected, 0, square, cropShift(4, 3, 2, 11))
    if (flips({ seed: 3, epoch: 2, index: 11 })) flip(expected, 0, square)
    expect(made(picture, square, [byDefault('flip'), byDefault('crop')])).toEqual(expected)
  })

  it('has any size and any number of channels, and touches no byte but its own', () => {
    const sizes = fc.record({ height: fc.integer({ min: 1, max: 9 }), width: fc.integer({ min: 1, max: 9 }), channels: fc.constantFrom(1, 2, 3, 4) })
    fc.assert(fc.property(sizes, fc.subarray(names), fc.nat(5), fc.nat(5), fc.nat(1000), (size, chosen, fromAt, toAt, index) => {
      const length = size.height * size.width * size.channels
      const from = noise(length + 10)
      const before = from.slice()
      const to = new Uint8Array(length + 10).fill(77)
      const wanted = chosen.map((name) => (name === 'crop' || name === 'affine' ? { ...byDefault(name), edge: 'mirrored' } as Augmentation : byDefault(name)))
      augmented(from, fromAt, to, toAt, size, wanted, { ...key, index })
      expect(from).toEqual(before)
      expect([...to.subarray(0, toAt), ...to.subarray(toAt + length)].every((byte) => byte === 77)).toBe(true)
    }), { seed: 1, numRuns: 300 })
  })

  it('is covered by a grey square around any of its pixels, cut off at the edge', () => {
    const grey = { height: 4, width: 5, channels: 1 }
    const bytes = new Uint8Array(20)
    cutOut(bytes, 0, grey, 3, { row: 0, column: 4 })
    expect([...bytes].map((byte) => (byte === 128 ? 1 : 0))).toEqual([0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0])
    const even = new Uint8Array(20)
    cutOut(even, 0, grey, 2, { row: 2, column: 2 })
    expect([...even].map((byte) => (byte === 128 ? 1 : 0))).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0])
    const covered = new Float64Array(256)
    for (let index = 0; index < 4_000; index++) made(new Uint8Array(768), square, [{ kind: 'cutout', size: 1 }], { ...key, index }).forEach((byte, i) => byte && i % 3 === 0 && covered[i / 3]!++)
    expect(Math.min(...covered)).toBeGreaterThan(2)
  })

  it('is upside down by a vertical flip every second time', () => {
    const tall = { height: 3, width: 1, channels: 2 }
    const results = Array.from({ length: 1_000 }, (_, index) => String(made(Uint8Array.of(1, 2, 3, 4, 5, 6), tall, [{ kind: 'verticalFlip' }], { ...key, index })))
    expect([...new Set(results)].sort()).toEqual(['1,2,3,4,5,6', '5,6,3,4,1,2'])
    expect(Math.abs(results.filter((each) => each.startsWith('5')).length - 500)).toBeLessThan(60)
  })

  it('keeps its bits under colour jitter and rotation when every limit is 0', () => {
    expect(made(picture, square, [{ kind: 'colour', brightness: 0, contrast: 0, saturation: 0, hue: 0 }, { kind: 'affine', degrees: 0, shear: 0, scale: 0, edge: 'black' }])).toEqual(picture)
  })
})
