/** How many bytes an element takes, of the types that are read, by the names that safetensors gives them. */
export const elementBytes = { F64: 8, F32: 4, F16: 2, BF16: 2, I64: 8, I32: 4, I16: 2, I8: 1, U8: 1, BOOL: 1 } as const
export type ElementType = keyof typeof elementBytes

/** Elements of this type, little-endian as in a file, as 32-bit numbers; whole numbers past 2^24 are rounded. */
export function toFloat32(bytes: Uint8Array, type: ElementType): Float32Array {
  // A copy, so that the values are aligned and the file's memory can go. (A Buffer's own slice would share it.)
  const { buffer } = new Uint8Array(bytes)
  switch (type) {
    case 'F32':
      return new Float32Array(buffer)
    case 'F64':
      return Float32Array.from(new Float64Array(buffer))
    case 'I64':
      return Float32Array.from(new BigInt64Array(buffer), Number)
    case 'I32':
      return Float32Array.from(new Int32Array(buffer))
    case 'I16':
      return Float32Array.from(new Int16Array(buffer))
    case 'I8':
      return Float32Array.from(new Int8Array(buffer))
    case 'U8':
    case 'BOOL':
      return Float32Array.from(new Uint8Array(buffer))
    case 'BF16': {
      // The upper half of a float32.
      const bits = Uint32Array.from(new Uint16Array(buffer), (half) => half << 16)
      return new Float32Array(bits.buffer)
    }
    case 'F16':
      return Float32Array.from(new Uint16Array(buffer), fromHalf)
  }
}

/** IEEE 754 binary16. */
function fromHalf(bits: number): number {
  const sign = bits & 0x8000 ? -1 : 1
  const exponent = (bits >> 10) & 0x1f
  const fraction = bits & 0x3ff
  if (exponent === 0x1f) return fraction ? NaN : sign * Infinity
  if (exponent === 0) return sign * fraction * 2 ** -24
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15)
}
