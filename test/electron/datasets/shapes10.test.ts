import { describe, expect, it } from 'vitest'
import { makeShapes10 } from '#electron/datasets/shapes10'
import type { PicturesInMemory } from '#electron/images/pictures'

const pictureBytes = 32 * 32 * 3
const picture = ({ bytes }: PicturesInMemory, index: number) => bytes.subarray(index * pictureBytes, (index + 1) * pictureBytes)

describe('Shapes-10', () => {
  const set = makeShapes10({ seed: 3, training: 400, test: 100 })

  it('has ten classes whose names are words', () => {
    expect(set.classes).toEqual(['circle', 'square', 'triangle', 'star', 'heart', 'cross', 'ring', 'crescent', 'arrow', 'spiral'])
    expect(set.training).toMatchObject({ count: 400, height: 32, width: 32, channels: 3 })
    expect(set.warnings).toEqual([])
  })

  it('shows each class once in every ten pictures, in an order that changes', () => {
    const tens = Array.from({ length: 40 }, (_, i) => [...set.training.labels.subarray(10 * i, 10 * i + 10)])
    for (const ten of tens) expect([...ten].sort()).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
    expect(new Set(tens.map(String)).size).toBeGreaterThan(35)
  })

  it('draws a picture the same, however many there are', () => {
    const fewer = makeShapes10({ seed: 3, training: 57, test: 13 })
    expect(fewer.training.bytes).toEqual(set.training.bytes.subarray(0, 57 * pictureBytes))
    expect(fewer.training.labels).toEqual(set.training.labels.subarray(0, 57))
    expect(fewer.test!.bytes).toEqual(set.test!.bytes.subarray(0, 13 * pictureBytes))
  })

  it('draws no picture twice, neither in a split nor across them, nor with another seed', () => {
    const other = makeShapes10({ seed: 4, training: 100, test: 0 })
    const all = [set.training, set.test!, other.training].flatMap((pictures) =>
      Array.from({ length: pictures.count }, (_, i) => Buffer.from(picture(pictures, i)).toString('base64')))
    expect(new Set(all).size).toBe(600)
  })

  it('has no test pictures when none are asked for', () => {
    expect('test' in makeShapes10({ seed: 1, training: 1, test: 0 })).toBe(false)
  })

  it('cannot be told apart by the mean of each class', () => {
    const { training, test } = makeShapes10({ seed: 1, training: 2_000, test: 500 })
    const means = set.classes.map((_, label) => meanOf(training, label))
    let right = 0
    for (let i = 0; i < test!.count; i++) {
      const distances = means.map((mean) => mean.reduce((sum, value, at) => sum + (value - picture(test!, i)[at]!) ** 2, 0))
      if (distances.indexOf(Math.min(...distances)) === test!.labels[i]) right++
    }
    expect(right / test!.count).toBeLessThan(0.3)
  })

  it('shows a thing that stands out: the middle of a disc is unlike the corner farthest from it in most pictures', () => {
    const discs = indicesOf(set.training, set.classes.indexOf('circle'))
    const contrasts = discs.map((index) => {
      const pixels = picture(set.training, index)
      const [centre, corner] = [at(pixels, 16, 16), farthest(pixels)]
      return Math.hypot(...centre.map((value, channel) => value - corner[channel]!))
    })
    expect(contrasts.filter((contrast) => contrast > 40).length).toBeGreaterThan(discs.length / 2)
  })
})

function indicesOf({ labels }: PicturesInMemory, label: number): number[] {
  return [...labels.keys()].filter((i) => labels[i] === label)
}

function meanOf(pictures: PicturesInMemory, label: number): Float64Array {
  const sum = new Float64Array(pictureBytes)
  const members = indicesOf(pictures, label)
  for (const index of members) picture(pictures, index).forEach((value, i) => { sum[i] = sum[i]! + value / members.length })
  return sum
}

const at = (pixels: Uint8Array, row: number, column: number) => [...pixels.subarray((row * 32 + column) * 3, (row * 32 + column) * 3 + 3)]

/** The corner that differs most from the middle. */
function farthest(pixels: Uint8Array): number[] {
  const middle = at(pixels, 16, 16)
  const corners = [[1, 1], [1, 30], [30, 1], [30, 30]].map(([row, column]) => at(pixels, row!, column!))
  const distance = (colour: number[]) => Math.hypot(...colour.map((value, channel) => value - middle[channel]!))
  return corners.reduce((best, corner) => (distance(corner) > distance(best) ? corner : best))
}
