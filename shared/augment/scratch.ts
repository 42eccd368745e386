let bytes = new Uint8Array(0)
let floats = new Float32Array(0)

/** A copy of so many bytes from `at` on, in room that the next call overwrites. */
export function copied(from: Uint8Array, at: number, length: number): Uint8Array {
  if (bytes.length < length) bytes = new Uint8Array(length)
  const room = bytes.subarray(0, length)
  room.set(from.subarray(at, at + length))
  return room
}

/** The same as numbers with fractions. */
export function copiedAsFloats(from: Uint8Array, at: number, length: number): Float32Array {
  if (floats.length < length) floats = new Float32Array(length)
  const room = floats.subarray(0, length)
  for (let i = 0; i < length; i++) room[i] = from[at + i]!
  return room
}
