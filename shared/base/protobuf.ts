import { utf8 } from './utf8'

/** Bytes from here on are kept as they are, not copied. */
const LARGE = 4096

/**
 * A message of protocol buffers as it is written, field by field, by the numbers that its definition gives them (protobuf.dev, "Encoding").
 * Values of a field are written always, those that a reader would assume as well: in a choice of fields it is the writing that chooses.
 */
export class Message {
  private readonly whole: Uint8Array[] = []
  private rest = new Uint8Array(64)
  private used = 0
  private before = 0

  /** Bytes so far. */
  get length(): number {
    return this.before + this.used
  }

  /** A whole number, also of 64 bits; true is 1, and a negative one takes ten bytes. */
  int(field: number, value: number | boolean): this {
    this.varint(field * 8)
    this.varint(Number(value))
    return this
  }
  /** A number of 32 bits. */
  float(field: number, value: number): this {
    this.varint(field * 8 + 5)
    return this.append(new Uint8Array(Float32Array.of(value).buffer))
  }
  bytes(field: number, value: Uint8Array): this {
    this.varint(field * 8 + 2)
    this.varint(value.length)
    return this.append(value)
  }
  text(field: number, value: string): this {
    return this.bytes(field, utf8(value))
  }
  message(field: number, value: Message): this {
    this.varint(field * 8 + 2)
    this.varint(value.length)
    for (const part of value.parts()) this.append(part)
    return this
  }
  /** A list of whole numbers, one behind the other. */
  ints(field: number, values: readonly number[]): this {
    const packed = new Message()
    for (const value of values) packed.varint(value)
    return this.message(field, packed)
  }
  /** An entry of a map from texts to messages. */
  entry(field: number, key: string, value: Message): this {
    return this.message(field, new Message().text(1, key).message(2, value))
  }

  /** What was written, to be put together. */
  parts(): Uint8Array[] {
    return [...this.whole, this.rest.subarray(0, this.used)]
  }

  private varint(value: number): void {
    if (value < 0) {
      // Two's complement of 64 bits, in groups of seven.
      let left = BigInt.asUintN(64, BigInt(value))
      for (; left >= 128n; left >>= 7n) this.put(Number(left & 127n) | 128)
      return this.put(Number(left))
    }
    let left = value
    for (; left >= 128; left = Math.floor(left / 128)) this.put((left % 128) | 128)
    this.put(left)
  }

  private put(byte: number): void {
    this.need(1)
    this.rest[this.used++] = byte
  }

  private append(value: Uint8Array): this {
    if (value.length >= LARGE) {
      this.whole.push(this.rest.subarray(0, this.used), value)
      this.before += this.used + value.length
      this.rest = new Uint8Array(64)
      this.used = 0
      return this
    }
    this.need(value.length)
    this.rest.set(value, this.used)
    this.used += value.length
    return this
  }

  private need(bytes: number): void {
    if (this.used + bytes <= this.rest.length) return
    const larger = new Uint8Array(Math.max(2 * this.rest.length, this.used + bytes))
    larger.set(this.rest.subarray(0, this.used))
    this.rest = larger
  }
}
