import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { splitHoldOut } from '#electron/images/split'

const counted = (indices: Uint32Array, labels: Uint8Array, label: number) => indices.filter((index) => labels[index] === label).length

describe('the hold-out', () => {
  it('takes the rounded share of each class, keeps one picture of each for training, and leaves out none', () => {
    const labelSets = fc.array(fc.nat(4), { maxLength: 120 }).map((labels) => Uint8Array.from(labels))
    fc.assert(fc.property(labelSets, fc.double({ min: 0, max: 0.9, noNaN: true }), fc.nat(1000), (labels, share, seed) => {
      const { training, holdOut } = splitHoldOut(labels, 5, share, seed)
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
    const heldOut = (seed: number) => splitHoldOut(labels, 10, 0.1, seed).holdOut
    expect(heldOut(1)).toHaveLength(100)
    expect(heldOut(1)).toEqual(heldOut(1))
    const common = heldOut(1).filter((index) => heldOut(2).includes(index)).length
    expect(common).toBeLessThan(30)
  })

  it('holds out nothing when the share is 0', () => {
    expect(splitHoldOut(Uint8Array.of(0, 1, 0), 2, 0, 1)).toEqual({ training: Uint32Array.of(0, 1, 2), holdOut: new Uint32Array() })
  })
})
