import { readSafetensors, writeSafetensors } from '#electron/formats/safetensors'
import { random } from '#shared/base/random'
import { StudioProblem } from '#shared/base/problem'
import { describe, expect, it } from 'vitest'

const tensors = new Map([
  ['features.0.weight', { shape: [2, 1, 1, 2], data: Float32Array.of(1, -2, 3.5, 1e-30) }],
  ['features.0.bias', { shape: [2], data: Float32Array.of(0, -0) }],
  ['empty', { shape: [0], data: new Float32Array() }],
])
const file = Buffer.concat(writeSafetensors(tensors, { format: 'pt', note: 'Grüße' }))

/** A file with this header and these values. */
function made(header: unknown, values: ArrayLike<number> = []): Uint8Array {
  const json = Buffer.from(typeof header === 'string' ? header : JSON.stringify(header))
  const length = Buffer.alloc(8)
  length.writeBigUInt64LE(BigInt(json.length))
  return Buffer.concat([length, json, Uint8Array.from(values)])
}

describe('safetensors', () => {
  it('reads back what it wrote, values, shapes, order and notes', () => {
    const read = readSafetensors(file, 'x')
    expect(read.metadata).toEqual({ format: 'pt', note: 'Grüße' })
    expect([...read.tensors.keys()].sort()).toEqual([...tensors.keys()].sort())
    for (const [name, { shape, data }] of tensors) expect(read.tensors.get(name)).toEqual({ dtype: 'F32', shape, data })
  })

  it('puts the values at a multiple of 8 bytes, as the format asks', () => {
    expect(Number(file.readBigUInt64LE(0)) % 8).toBe(0)
  })

  it.each([
    ['F64', [0, 0, 0, 0, 0, 0, 0xf8, 0x3f], 1.5],
    ['BF16', [0xc0, 0x3f], 1.5],
    ['F16', [0x00, 0x3e], 1.5],
    ['F16', [0x01, 0x00], 2 ** -24],
    ['F16', [0x00, 0xfc], -Infinity],
    ['I64', [3, 0, 0, 0, 0, 0, 0, 0], 3],
  ])('reads %s', (dtype, bytes, value) => {
    const { tensors: read } = readSafetensors(made({ x: { dtype, shape: [1], data_offsets: [0, bytes.length] } }, bytes), 'x')
    expect(read.get('x')!.data).toEqual(Float32Array.of(value))
  })

  it.each([
    ['an empty file', new Uint8Array(), /it is too short/],
    ['a header longer than the file', Buffer.concat([Buffer.from([0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])]), /its header does not fit in it/],
    ['a header that is not JSON', made('{"x":'), /its header is not JSON/],
    ['a header that is no UTF-8', Buffer.concat([Buffer.from([2, 0, 0, 0, 0, 0, 0, 0]), Buffer.from([0xff, 0xfe])]), /its header is not JSON/],
    ['a header that is a list', made([1, 2]), /does not describe tensors/],
    ['an unknown type', made({ x: { dtype: 'C64', shape: [1], data_offsets: [0, 8] } }, [0, 0, 0, 0, 0, 0, 0, 0]), /does not describe tensors \(x\.dtype/],
    ['a negative size', made({ x: { dtype: 'F32', shape: [-1], data_offsets: [0, 4] } }, [0, 0, 0, 0]), /does not describe tensors/],
    ['values that overlap', made({ x: { dtype: 'F32', shape: [1], data_offsets: [0, 4] }, y: { dtype: 'F32', shape: [1], data_offsets: [0, 4] } }, [0, 0, 0, 0]), /the values of y do not begin where those before end/],
    ['a shape that does not fit the values', made({ x: { dtype: 'F32', shape: [3], data_offsets: [0, 4] } }, [0, 0, 0, 0]), /the values of x are not as many as its shape says/],
    ['values beyond the end', made({ x: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } }, [0, 0, 0, 0]), /it ends within the values of x/],
    ['values that nobody names', made({}, [1, 2, 3]), /there is more in it than its header names/],
  ])('refuses %s in a sentence that names the file', (_what, bytes, sentence) => {
    expect(() => readSafetensors(bytes, 'weights.safetensors')).toThrow(sentence)
    expect(() => readSafetensors(bytes, 'weights.safetensors')).toThrow(/^weights\.safetensors is not a whole safetensors file: /)
  })

  it('meets mutated files (fuzz) with a problem or with tensors, never with another error', () => {
    const until = performance.now() + 1000 * Number(process.env.FUZZ_SECONDS ?? 1)
    const source = random(20261125)
    let refused = 0
    for (let round = 0; round < 300 || performance.now() < until; round++) {
      const bytes = Buffer.from(file.subarray(0, source.below(4) ? file.length : source.below(file.length)))
      for (let change = source.below(4); change >= 0 && bytes.length; change--) bytes[source.below(Math.min(bytes.length, source.below(2) ? 8 : bytes.length))] = source.below(256)
      try {
        readSafetensors(bytes, 'x')
      } catch (thrown) {
        expect(thrown).toBeInstanceOf(StudioProblem)
        refused++
      }
    }
    expect(refused).toBeGreaterThan(0)
  })
})
