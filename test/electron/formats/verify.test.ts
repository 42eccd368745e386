import { describe, expect, it } from 'vitest'
import { compare } from '#electron/formats/verify'

const never = () => Promise.resolve(false)
const asked = { count: 2, input: new Float32Array(2), answers: Float32Array.of(1, 2, -4, 0) }
const answering = (...values: number[]) => ({ answer: () => Float32Array.from(values), close: () => undefined })

describe('comparing what was read back', () => {
  it('tells the largest difference, as a share of the largest answer too, and how many classes are the same', async () => {
    const seen: number[] = []
    expect(await compare(answering(1, 2.5, -4, -5), [asked, asked], never, (done) => seen.push(done))).toEqual({ pictures: 4, sameAnswers: 2, largest: 5, relative: 1.25 })
    expect(seen).toEqual([2, 4])
    expect(await compare(answering(1, 2, -4, 0), [asked], never, () => undefined)).toEqual({ pictures: 2, sameAnswers: 2, largest: 0, relative: 0 })
  })

  it('calls what is no number, and what is missing, a difference without end', async () => {
    for (const read of [answering(1, NaN, -4, 0), answering(1, 2)]) expect(await compare(read, [asked], never, () => undefined)).toMatchObject({ largest: Infinity, relative: Infinity })
  })

  it('stops when it is told to', async () => {
    expect(await compare(answering(1, 2, -4, 0), [asked], () => Promise.resolve(true), () => undefined)).toBeUndefined()
  })
})
