import { describe, expect, it } from 'vitest'
import { batchesOf, inOrder, type BatchSettings } from '#electron/images/batches'
import { copiesOf, inMemory, type PicturesInMemory } from '#electron/images/pictures'
import { Shrunk } from '#electron/images/shrunk'
import { crop, cropShift } from '#shared/augment/crop'
import { flip, flips } from '#shared/augment/flip'
import { augmentations, type Augmentation, type AugmentationName } from '#shared/augment/index'
import { defaultChoice } from '#shared/plan/choice'

const plain: BatchSettings = { batch: 4, seed: 1, augmentation: [], balance: 'none', sizes: [] }
const cropAndFlip = (padding: number): Augmentation[] => [{ kind: 'crop', padding, edge: 'black' }, { kind: 'flip', alternating: false }]

/** Pictures of 4x5 pixels, each of its number in every byte but for a mark that shows where left is. */
function numbered(count: number): PicturesInMemory {
  const bytes = new Uint8Array(count * 60)
  for (let i = 0; i < count; i++) {
    bytes.fill(i + 1, i * 60, (i + 1) * 60)
    bytes[i * 60] = 200 + (i % 50)
  }
  return inMemory({ count, height: 4, width: 5, channels: 3, bytes, labels: Uint8Array.from({ length: count }, (_, i) => i % 10) })
}

const upTo = (count: number) => Uint32Array.from({ length: count }, (_, i) => i)
/** The pictures of a batch by their numbers, read from a pixel that a cut one away from the middle still has. */
const numbersIn = ({ images, count }: { images: Uint8Array; count: number }) => Array.from({ length: count }, (_, i) => images[i * 60 + 36]! - 1)

function epochOf(pictures: PicturesInMemory, indices: Uint32Array, settings: BatchSettings, epoch: number): number[][] {
  const batches = batchesOf(pictures, indices, settings)
  return Array.from({ length: batches.count() }, (_, i) => numbersIn(batches.make(epoch, i)))
}

describe('batches for training', () => {
  it('show every chosen picture once in an epoch, with its own label', () => {
    const pictures = numbered(30)
    const chosen = upTo(30).filter((i) => i % 3 !== 0)
    const batches = batchesOf(pictures, chosen, plain)
    const seen: number[] = []
    for (let i = 0; i < batches.count(); i++) {
      const batch = batches.make(0, i)
      expect([...batch.labels]).toEqual(numbersIn(batch).map((number) => number % 10))
      seen.push(...numbersIn(batch))
    }
    expect(seen.sort((a, b) => a - b)).toEqual([...chosen])
  })

  it('come in an order that is new in every epoch and with every seed', () => {
    const pictures = numbered(40)
    const orders = [epochOf(pictures, upTo(40), plain, 0), epochOf(pictures, upTo(40), plain, 1), epochOf(pictures, upTo(40), { ...plain, seed: 2 }, 0)]
    expect(new Set(orders.map(String)).size).toBe(3)
    expect(orders[0]!.flat()).not.toEqual([...upTo(40)])
  })

  it.each([
    [8, 4, [4, 4]],
    [10, 4, [4, 4, 2]],
    [9, 4, [4, 5]],
    [3, 4, [3]],
    [1, 4, [1]],
    [3, 1, [1, 1, 1]],
    [5, 2, [2, 3]],
  ])('of %i pictures by %i have the sizes %j', (count, batch, sizes) => {
    expect(epochOf(numbered(count), upTo(count), { ...plain, batch }, 0).map((each) => each.length)).toEqual(sizes)
  })

  it('depend on seed, epoch and number alone, not on what was made before', () => {
    const settings = { ...plain, augmentation: cropAndFlip(2) }
    const one = batchesOf(numbered(30), upTo(30), settings)
    const other = batchesOf(numbered(30), upTo(30), settings)
    one.make(0, 0)
    one.make(5, 3)
    const early = one.make(2, 1).images.slice()
    other.make(2, 6)
    expect(other.make(2, 1).images).toEqual(early)
  })

  it('do so with every augmentation, and with pictures that come again', () => {
    const augmentation = (Object.keys(augmentations) as AugmentationName[]).map((name) => defaultChoice(augmentations, name))
    const settings = { ...plain, augmentation, balance: 'sampling' } as const
    const one = batchesOf(numbered(31), upTo(31).slice(0, 23), settings)
    const other = batchesOf(numbered(31), upTo(31).slice(0, 23), settings)
    for (const epoch of [3, 0, 2]) for (const index of [4, 0, 2]) one.make(epoch, index)
    const late = one.make(1, 3)
    const early = other.make(1, 3)
    expect(late).toEqual(early)
    const images = late.images.slice()
    expect(one.make(2, 3).images).not.toEqual(images)
  })

  it('are augmented as seed, epoch and the number of the picture in its set say: first cut, then mirrored', () => {
    const pictures = numbered(12)
    const chosen = Uint32Array.of(11, 2, 7, 5, 0)
    const batches = batchesOf(pictures, chosen, { ...plain, batch: 5, seed: 9, augmentation: cropAndFlip(1) })
    for (let epoch = 0; epoch < 4; epoch++) {
      const batch = batches.make(epoch, 0)
      numbersIn(batch).forEach((number, i) => {
        const expected = new Uint8Array(60)
        crop(pictures.bytes, number * 60, expected, 0, pictures, cropShift(1, 9, epoch, number))
        if (flips({ seed: 9, epoch, index: number })) flip(expected, 0, pictures)
        expect(batch.images.subarray(i * 60, i * 60 + 60)).toEqual(expected)
      })
    }
  })

  it('leave the pictures as they are when nothing is to be augmented, and never change the set', () => {
    const pictures = numbered(6)
    const batch = batchesOf(pictures, upTo(6), { ...plain, batch: 6 }).make(0, 0)
    numbersIn(batch).forEach((number, i) => {
      expect(batch.images.subarray(i * 60, i * 60 + 60)).toEqual(pictures.bytes.subarray(number * 60, number * 60 + 60))
    })
    batchesOf(pictures, upTo(6), { ...plain, augmentation: cropAndFlip(3) }).make(0, 0)
    expect(pictures).toEqual(numbered(6))
  })

  it('lie in one buffer, which the next batch overwrites', () => {
    const batches = batchesOf(numbered(8), upTo(8), plain)
    const first = batches.make(0, 0)
    const before = numbersIn(first)
    const second = batches.make(0, 1)
    expect(first.images.buffer).toBe(second.images.buffer)
    expect(numbersIn(first)).toEqual(numbersIn(second))
    expect(numbersIn(first)).not.toEqual(before)
  })

  it('have their pictures shrunk in the epochs that say so, and cropped and mirrored in that size', () => {
    const pictures = numbered(6)
    const settings: BatchSettings = { ...plain, batch: 6, seed: 9, augmentation: cropAndFlip(2) }
    const batches = batchesOf(pictures, upTo(6), { ...settings, sizes: [{ size: [3, 2], from: 2, to: 3 }, { size: [2, 2], from: 3, to: 3 }] })
    const shrunk = (height: number, width: number) => {
      const small = new Shrunk(pictures, { height, width })
      return inMemory({ ...pictures, height, width, bytes: copiesOf(small, [...upTo(6)]) })
    }
    const sizes = [pictures, shrunk(3, 2), shrunk(2, 2), pictures]
    for (const epoch of [0, 1, 2, 3, 1]) expect(batches.make(epoch, 0), `epoch ${epoch}`).toEqual(batchesOf(sizes[epoch]!, upTo(6), settings).make(epoch, 0))
  })

  it('do not exist beyond the last', () => {
    const batches = batchesOf(numbered(8), upTo(8), plain)
    expect(() => batches.make(0, 2)).toThrow('There is no batch 2 among 2')
    expect(() => batches.make(0, -1)).toThrow(RangeError)
  })
})

describe('balanced sampling', () => {
  /** Ten pictures of class 0, three of class 1, one of class 4. */
  const labels = Uint8Array.from([...new Array<number>(10).fill(0), 1, 1, 1, 4])
  const uneven = inMemory({ ...numbered(14), labels })
  const drawn = (epoch: number, seed = 1) => epochOf(uneven, upTo(14), { ...plain, seed, balance: 'sampling' }, epoch).flat()

  it('shows as many pictures as there are, and every class equally often, give or take one', () => {
    for (let epoch = 0; epoch < 12; epoch++) {
      const counts = [0, 1, 4].map((label) => drawn(epoch).filter((number) => labels[number] === label).length)
      expect(counts.reduce((sum, count) => sum + count, 0)).toBe(14)
      expect(counts.every((count) => count === 4 || count === 5)).toBe(true)
    }
    const all = Array.from({ length: 12 }, (_, epoch) => drawn(epoch)).flat()
    expect([0, 1, 4].map((label) => all.filter((number) => labels[number] === label).length)).toEqual([56, 56, 56])
  })

  it('shows no picture of a small class much more often than another of it, and none of a large class twice', () => {
    const times = (number: number) => drawn(0).filter((each) => each === number).length
    expect([10, 11, 12].map(times).every((count) => count === 1 || count === 2)).toBe(true)
    for (let number = 0; number < 10; number++) expect(times(number)).toBeLessThan(2)
  })

  it('shows others in every epoch and with every seed, and the same with the same', () => {
    expect(drawn(3)).toEqual(drawn(3))
    expect(new Set([drawn(3), drawn(4), drawn(3, 2)].map(String)).size).toBe(3)
  })

  it('augments a picture anew each time that it comes', () => {
    const shown = Uint8Array.of(0, ...new Array<number>(19).fill(1))
    const many = inMemory({ ...numbered(20), labels: shown, bytes: Uint8Array.from({ length: 1200 }, (_, i) => i % 251) })
    const batch = batchesOf(many, upTo(20), { ...plain, batch: 20, balance: 'sampling', augmentation: [{ kind: 'crop', padding: 2, edge: 'mirrored' }] }).make(0, 0)
    const copies = Array.from({ length: 20 }, (_, i) => batch.images.slice(i * 60, i * 60 + 60)).filter((_, i) => batch.labels[i] === 0)
    expect(copies).toHaveLength(10)
    expect(new Set(copies.map(String)).size).toBeGreaterThan(3)
  })
})

describe('batches in order', () => {
  it('show the chosen pictures one after the other, unchanged, and end with a smaller one, even of one picture', () => {
    const pictures = numbered(12)
    const seen: number[][] = []
    for (const batch of inOrder(pictures, Uint32Array.of(7, 1, 11, 3, 0, 5, 2), 3)) {
      expect(batch.images).toEqual(Uint8Array.from(numbersIn(batch).flatMap((number) => [...pictures.bytes.subarray(number * 60, number * 60 + 60)])))
      expect([...batch.labels]).toEqual(numbersIn(batch).map((number) => number % 10))
      seen.push(numbersIn(batch))
    }
    expect(seen).toEqual([[7, 1, 11], [3, 0, 5], [2]])
  })

  it('are none when nothing is chosen', () => {
    expect([...inOrder(numbered(3), new Uint32Array(), 2)]).toEqual([])
  })
})
