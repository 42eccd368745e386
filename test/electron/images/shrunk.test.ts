import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { copiesOf, inMemory } from '#electron/images/pictures'
import { Shrunk } from '#electron/images/shrunk'
import { random } from '#shared/base/random'

interface Golden {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly bytes: readonly number[]
  readonly size: readonly [height: number, width: number]
  /** Not rounded. */
  readonly values: readonly number[]
}
const { pictures } = JSON.parse(readFileSync(new URL('../../fixtures/golden/shrunk.json', import.meta.url), 'utf8')) as { pictures: Golden[] }
const named = pictures.map((golden) => [`${golden.height} × ${golden.width} × ${golden.channels} to ${golden.size.join(' × ')}`, golden] as const)

const source = random(4)
const few = inMemory({ count: 3, height: 6, width: 8, channels: 3, bytes: Uint8Array.from({ length: 3 * 6 * 8 * 3 }, () => source.below(256)), labels: Uint8Array.of(2, 0, 1) })

describe('shrunk pictures', () => {
  it.each(named)("are PyTorch's with antialiasing, rounded once: %s", (_name, { height, width, channels, bytes, size, values }) => {
    const shrunk = new Shrunk(inMemory({ count: 1, height, width, channels, bytes: Uint8Array.from(bytes), labels: Uint8Array.of(0) }), { height: size[0], width: size[1] })
    const found = copiesOf(shrunk, [0])
    expect(found).toHaveLength(values.length)
    values.forEach((value, i) => expect(Math.abs(found[i]! - value), `value ${i}`).toBeLessThanOrEqual(0.5 + 1e-6))
  })

  it('are the same whether all of them are kept or room is for one alone', () => {
    const [kept, alone] = [new Shrunk(few, { height: 3, width: 4 }), new Shrunk(few, { height: 3, width: 4 }, 0)]
    expect(copiesOf(kept, [2, 0, 1, 2])).toEqual(copiesOf(alone, [2, 0, 1, 2]))
    expect(alone.room).toHaveLength(3 * 4 * 3)
    expect(kept).toMatchObject({ count: 3, height: 3, width: 4, channels: 3, labels: few.labels })
  })

  it('of one colour stay of that colour, and in their own size they stay as they are', () => {
    const even = inMemory({ count: 1, height: 7, width: 5, channels: 1, bytes: new Uint8Array(35).fill(201), labels: Uint8Array.of(0) })
    expect(new Set(copiesOf(new Shrunk(even, { height: 3, width: 2 }), [0]))).toEqual(new Set([201]))
    expect(copiesOf(new Shrunk(few, few), [0, 1, 2])).toEqual(few.bytes)
  })
})
