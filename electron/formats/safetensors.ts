import { faultAt } from '#shared/base/fault'
import { phrase, type Phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { sizeOf } from '#shared/ops/ops'
import * as v from 'valibot'
import { elementBytes, toFloat32, type ElementType } from './elements'

const tensorSchema = v.object({
  dtype: v.picklist(Object.keys(elementBytes) as ElementType[]),
  shape: v.array(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2 ** 40))),
  data_offsets: v.tuple([v.pipe(v.number(), v.integer(), v.minValue(0)), v.pipe(v.number(), v.integer(), v.minValue(0))]),
})
const headerSchema = v.objectWithRest({ __metadata__: v.optional(v.record(v.string(), v.string())) }, tensorSchema)

/** The published limit of a header: 100 MB. */
const MAX_HEADER_BYTES = 100_000_000

export interface StoredTensor {
  readonly dtype: ElementType
  readonly shape: readonly number[]
  /** The values, whatever their type in the file. */
  readonly data: Float32Array
}
export interface Safetensors {
  readonly tensors: ReadonlyMap<string, StoredTensor>
  readonly metadata: Readonly<Record<string, string>>
}

/**
 * A file of the safetensors format: 8 bytes with the length of the header, the header in JSON, then the values without gaps.
 * The parts are to be written one after another; values are not copied.
 */
export function writeSafetensors(tensors: ReadonlyMap<string, { readonly shape: readonly number[]; readonly data: Float32Array }>, metadata: Record<string, string> = {}): Uint8Array[] {
  const header: Record<string, unknown> = { __metadata__: metadata }
  const parts: Uint8Array[] = []
  let at = 0
  for (const [name, { shape, data }] of tensors) {
    header[name] = { dtype: 'F32', shape, data_offsets: [at, at + data.byteLength] }
    at += data.byteLength
    parts.push(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
  }
  const json = new TextEncoder().encode(JSON.stringify(header))
  // Spaces after the JSON bring the values to a multiple of 8 bytes.
  const length = Math.ceil(json.length / 8) * 8
  const front = new Uint8Array(8 + length).fill(0x20)
  new DataView(front.buffer).setBigUint64(0, BigInt(length), true)
  front.set(json, 8)
  return [front, ...parts]
}

/** Reads such a file; throws weightsUnreadable, naming the file, for whatever is not one. */
export function readSafetensors(bytes: Uint8Array, file: string): Safetensors {
  const refuse = (reason: Phrase) => problem('weightsUnreadable', { file, reason })
  if (bytes.length < 8) throw refuse(phrase('tooShort'))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const headerBytes = Number(view.getBigUint64(0, true))
  if (headerBytes > MAX_HEADER_BYTES || headerBytes > bytes.length - 8) throw refuse(phrase('headerTooLong'))
  const { __metadata__: metadata = {}, ...entries } = parseHeader(bytes.subarray(8, 8 + headerBytes), refuse)
  const values = bytes.subarray(8 + headerBytes)

  const tensors = new Map<string, StoredTensor>()
  let end = 0
  const inOrder = Object.entries(entries).sort(([, a], [, b]) => a.data_offsets[0] - b.data_offsets[0])
  for (const [name, { dtype, shape, data_offsets: [from, to] }] of inOrder) {
    if (from !== end) throw refuse(phrase('valuesElsewhere', { name }))
    if (to - from !== sizeOf(shape) * elementBytes[dtype]) throw refuse(phrase('valuesMiscounted', { name }))
    if (to > values.length) throw refuse(phrase('endsWithinValues', { name }))
    tensors.set(name, { dtype, shape, data: toFloat32(values.subarray(from, to), dtype) })
    end = to
  }
  if (end !== values.length) throw refuse(phrase('moreThanNamed'))
  return { tensors, metadata }
}

function parseHeader(bytes: Uint8Array, refuse: (reason: Phrase) => Error): v.InferOutput<typeof headerSchema> {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
  } catch {
    throw refuse(phrase('headerNotJson'))
  }
  const parsed = v.safeParse(headerSchema, json)
  if (!parsed.success) throw refuse(phrase('headerWithoutTensors', { fault: faultAt(parsed.issues[0]) }))
  return parsed.output
}
