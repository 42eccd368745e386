import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { classWeights, splitCounts, splitHoldOut } from '#electron/images/split'

const counted = (indices: Uint32Array, labels: Uint8Array, label: number) => indices.filter((index) => labels[index] === label).length

describe('the hold-out', () => {
  it('takes the rounded share of each class, keeps one picture of each for training, and leaves out none', () => {
    const labelSets = fc.array(fc.nat(4), { maxLength: 120 }).map((labels) => Uint8Array.from(labels))
    fc.assert(fc.property(labelSets, fc.double({ min: 0, max: 0.9, noNaN: true }), fc.nat(1000), (labels, share, seed) => {
      const { training, holdOut } = splitHoldOut(labels, 5, { holdOut: share, seed, subset: 0 })
      expect([...training, ...holdOut].sort((a, b) => a - b)).toEqual([...labels.keys()])
      expect(training.toSorted()).toEqual(training)
      expect(holdOut.toSorted()).toEqual(holdOut)
      for (let label = 0; label < 5; label++) {
        const all = labels.filter((each) => each === label).length
        expect(counted(holdOut, labels, label)).toBe(Math.max(Math.min(Math.round(share * all), all - 1), 0))
      }
    }), { seed: 1, numRuns: 300 })
  })

  it('holds out others with another seed, and the same with the same', () => {
    const labels = Uint8Array.from({ length: 1000 }, (_, i) => i % 10)
    const heldOut = (seed: number) => splitHoldOut(labels, 10, { holdOut: 0.1, seed, subset: 0 }).holdOut
    expect(heldOut(1)).toHaveLength(100)
    expect(heldOut(1)).toEqual(heldOut(1))
    const common = heldOut(1).filter((index) => heldOut(2).includes(index)).length
    expect(common).toBeLessThan(30)
  })

  it('holds out nothing when the share is 0', () => {
    expect(splitHoldOut(Uint8Array.of(0, 1, 0), 2, { holdOut: 0, seed: 1, subset: 0 })).toEqual({ training: Uint32Array.of(0, 1, 2), holdOut: new Uint32Array() })
  })
})

describe('a subset', () => {
  const labels = Uint8Array.from([2, 0, 0, 2, 0, 1, 0, 2, 2, 0])

  it('is the first pictures of each class, before any are held out', () => {
    const { training, holdOut } = splitHoldOut(labels, 3, { holdOut: 0, seed: 1, subset: 2 })
    expect([training, holdOut]).toEqual([Uint32Array.of(0, 1, 2, 3, 5), new Uint32Array()])
    const held = splitHoldOut(labels, 3, { holdOut: 0.5, seed: 1, subset: 2 })
    expect([...held.training, ...held.holdOut].sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 5])
    expect(held.holdOut).toHaveLength(2)
  })

  it('is told by its counts before anybody trains, empty classes too', () => {
    expect(splitCounts(labels, 4, { holdOut: 0.4, seed: 7, subset: 0 })).toEqual({ training: [3, 1, 2, 0], validation: [2, 0, 2, 0] })
    expect(splitCounts(labels, 4, { holdOut: 0.5, seed: 7, subset: 2 })).toEqual({ training: [1, 1, 1, 0], validation: [1, 0, 1, 0] })
  })
})

describe('class weights', () => {
  it('make all classes count alike, and pictures 1 on average; a class without pictures gets none', () => {
    const labels = Uint8Array.from([0, 0, 0, 0, 0, 0, 1, 1, 3, 2])
    expect(classWeights(labels, 4, Uint32Array.of(0, 1, 2, 3, 4, 5, 6, 7, 8))).toEqual([0.5, 1.5, 0, 3])
  })
})
