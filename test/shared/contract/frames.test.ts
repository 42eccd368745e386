import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeFrame, encodeFrame } from '#shared/contract/frames'

const value = fc.letrec((tie) => ({
  any: fc.oneof(
    { depthSize: 'small' },
    fc.string(), fc.boolean(), fc.constant(null), fc.double().filter((number) => !Object.is(number, -0)),
    fc.uint8Array({ maxLength: 20 }), fc.float32Array({ maxLength: 5, noNaN: true }), fc.int32Array({ maxLength: 5 }),
    fc.array(tie('any'), { maxLength: 4 }),
    fc.dictionary(fc.oneof(fc.string({ maxLength: 5 }), fc.constantFrom('__proto__', 'kept', 'message', '0')), tie('any'), { maxKeys: 4, noNullPrototype: true }),
  ),
})).any

describe('frames', () => {
  it('carry any plain data, and arrays as they are', () => {
    fc.assert(fc.property(value, (message) => {
      expect(decodeFrame(encodeFrame(message))).toEqual(message)
    }))
  })

  it('carry arrays that lie in the middle of others', () => {
    const whole = Float32Array.from([1, 2, 3, 4])
    expect(decodeFrame(encodeFrame({ part: whole.subarray(1, 3) }))).toEqual({ part: Float32Array.from([2, 3]) })
  })

  it('that are none are refused, whatever they are', () => {
    const good = encodeFrame({ a: Uint8Array.of(1, 2, 3), b: [NaN] })
    fc.assert(fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }), fc.nat(good.length), (changes, length) => {
      const bytes = good.slice(0, length)
      for (const [at, byte] of changes) if (at < length) bytes[at] = byte
      try {
        decodeFrame(bytes)
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(TypeError)
      }
    }), { numRuns: 2000 })
    for (const bytes of [new Uint8Array(), Uint8Array.of(255, 255, 255, 255), encodeFrame(1).subarray(0, 6)]) expect(() => decodeFrame(bytes)).toThrow(TypeError)
  })

  it('do not reach into what they were not given', () => {
    const evil = (path: string) => {
      const head = new TextEncoder().encode(`{"message":{"is":{}},"kept":[[${path},"NaN"]]}`)
      const frame = new Uint8Array(4 + head.length)
      new DataView(frame.buffer).setUint32(0, head.length, true)
      frame.set(head, 4)
      return frame
    }
    for (const path of ['["is","__proto__","x"]', '["is","constructor","prototype"]', '["__proto__"]', '["is","x"]']) expect(() => decodeFrame(evil(path))).toThrow(TypeError)
  })
})
