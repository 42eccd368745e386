import * as v from 'valibot'

/*
 * A frame: the length of a head as 32 bits, little-endian; the head, which is JSON: { message, kept }; then the kept arrays, each begun at a multiple
 * of 8 bytes. `kept` says what JSON cannot: where in the message an array of numbers stands, or a number that is not finite.
 */
const arrayTypes = { Uint8Array, Int32Array, Float32Array, Uint16Array, Uint32Array, Float64Array }
type ArrayType = keyof typeof arrayTypes
type Kept = InstanceType<(typeof arrayTypes)[ArrayType]>

const size = v.pipe(v.number(), v.integer(), v.minValue(0))
const path = v.pipe(v.array(v.union([v.string(), size])), v.minLength(1), v.maxLength(50))
const headSchema = v.object({
  message: v.unknown(),
  kept: v.array(v.union([
    v.tuple([path, v.picklist(Object.keys(arrayTypes) as [ArrayType, ...ArrayType[]]), size, size]),
    v.tuple([path, v.picklist(['NaN', 'Infinity', '-Infinity'])]),
  ])),
})

const platform = globalThis as unknown as {
  readonly TextEncoder: new () => { encode(text: string): Uint8Array }
  readonly TextDecoder: new () => { decode(bytes: Uint8Array): string }
}

/** A message as bytes, for connections that carry nothing else. */
export function encodeFrame(message: unknown): Uint8Array {
  const kept: unknown[] = []
  const arrays: { at: number; bytes: Uint8Array }[] = []
  let end = 0
  const plain = (value: unknown, path: readonly (string | number)[]): unknown => {
    const type = typeOf(value)
    if (type) {
      const array = value as Kept
      kept.push([path, type, end, array.length])
      arrays.push({ at: end, bytes: new Uint8Array(array.buffer, array.byteOffset, array.byteLength) })
      end = aligned(end + array.byteLength)
      return null
    }
    if (typeof value === 'number' && !Number.isFinite(value)) {
      kept.push([path, String(value)])
      return null
    }
    if (Array.isArray(value)) return value.map((each, index) => plain(each, [...path, index]))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, plain(each, [...path, key])]))
  }
  const head = new platform.TextEncoder().encode(JSON.stringify({ message: { is: plain(message, ['is']) }, kept }))
  const start = aligned(4 + head.length)
  const frame = new Uint8Array(start + end)
  new DataView(frame.buffer).setUint32(0, head.length, true)
  frame.set(head, 4)
  for (const { at, bytes } of arrays) frame.set(bytes, start + at)
  return frame
}

/** The message of a frame, with arrays of its own. Throws TypeError when the bytes are no frame. */
export function decodeFrame(frame: Uint8Array): unknown {
  const length = frame.length < 4 ? Infinity : new DataView(frame.buffer, frame.byteOffset, 4).getUint32(0, true)
  if (4 + length > frame.length) throw noFrame()
  const head = v.safeParse(v.pipe(v.string(), v.parseJson(), headSchema), new platform.TextDecoder().decode(frame.subarray(4, 4 + length)))
  if (!head.success) throw noFrame()
  const start = aligned(4 + length)
  const { message, kept } = head.output
  for (const [path, type, at, count] of kept) {
    if (at === undefined || count === undefined) put(message, path, Number(type))
    else {
      const bytes = count * arrayTypes[type as ArrayType].BYTES_PER_ELEMENT
      if (start + at + bytes > frame.length) throw noFrame()
      const from = frame.byteOffset + start + at
      put(message, path, new arrayTypes[type as ArrayType](frame.buffer.slice(from, from + bytes) as ArrayBuffer))
    }
  }
  return (message as { readonly is?: unknown } | null)?.is
}

/** Puts a value where null was left for it; a path that leads elsewhere is a frame that nobody here wrote. */
function put(message: unknown, path: readonly (string | number)[], value: unknown): void {
  let at = message
  for (const [index, key] of path.entries()) {
    if (typeof at !== 'object' || at === null || !Object.hasOwn(at, key)) throw noFrame()
    const inside = (at as Record<string | number, unknown>)[key]
    if (index < path.length - 1) at = inside
    else if (inside !== null) throw noFrame()
    else Object.defineProperty(at, key, { value, enumerable: true, configurable: true, writable: true })
  }
}

function typeOf(value: unknown): ArrayType | undefined {
  // By name, since what comes from another window or process has that one's constructors.
  const name = ArrayBuffer.isView(value) ? Object.prototype.toString.call(value).slice(8, -1) : ''
  return Object.hasOwn(arrayTypes, name) ? (name as ArrayType) : undefined
}

const aligned = (length: number): number => Math.ceil(length / 8) * 8
const noFrame = (): TypeError => new TypeError('These bytes are no message')
