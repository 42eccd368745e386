import { describe, expect, it } from 'vitest'
import { inMemory, type PicturesInMemory } from '#electron/images/pictures'
import { statisticsOf } from '#electron/images/statistics'
import { random } from '#shared/base/random'

const picturesOf = (count: number, height: number, width: number, bytes: Uint8Array): PicturesInMemory =>
  inMemory({ count, height, width, channels: bytes.length / count / height / width, bytes, labels: new Uint8Array(count) })

describe('mean and deviation of the channels', () => {
  it('are on the scale 0 to 1, a pair for each channel', () => {
    const pictures = picturesOf(2, 1, 1, Uint8Array.of(0, 51, 255, 255, 153, 255))
    const { mean, deviation } = statisticsOf(pictures, Uint32Array.of(0, 1))
    expect(mean).toEqual([0.5, 0.4, 1])
    expect(deviation).toEqual([0.5, 0.2, 1])
  })

  it('take only the pictures that are chosen, in whatever order', () => {
    const source = random(1)
    const pictures = picturesOf(30, 5, 4, Uint8Array.from({ length: 30 * 60 }, () => source.below(256)))
    const chosen = Uint32Array.of(3, 29, 0, 11)
    const values = [...chosen].flatMap((index) => [...pictures.bytes.subarray(index * 60, index * 60 + 60)].filter((_, i) => i % 3 === 1)).map((byte) => byte / 255)
    const mean = values.reduce((sum, value) => sum + value, 0) / values.length
    const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
    const found = statisticsOf(pictures, chosen)
    expect(found.mean[1]).toBeCloseTo(mean, 12)
    expect(found.deviation[1]).toBeCloseTo(deviation, 12)
    expect(statisticsOf(pictures, chosen.toReversed())).toEqual(found)
  })

  it('lose nothing in rounding where the values hardly differ', () => {
    const bytes = new Uint8Array(200 * 200 * 20).fill(254)
    bytes[777] = 255
    const { deviation } = statisticsOf(picturesOf(20, 200, 200, bytes), Uint32Array.from({ length: 20 }, (_, i) => i))
    const share = 1 / bytes.length
    expect(deviation[0]! * 255).toBeCloseTo(Math.sqrt(share * (1 - share)), 12)
  })

  it('give 1 as the deviation of a channel that never changes, so that it can be divided by', () => {
    expect(statisticsOf(picturesOf(1, 1, 2, Uint8Array.of(9, 9)), Uint32Array.of(0)).deviation).toEqual([1])
  })

  it('refuse to speak of no pictures', () => {
    expect(() => statisticsOf(picturesOf(1, 1, 1, Uint8Array.of(9)), new Uint32Array())).toThrow('at least one picture')
  })
})
