/** A stream of random numbers that depends on its keys alone, so that whatever was drawn can be drawn again. */
export interface Random {
  /** A number in [0, 1), with 32 random bits. */
  uniform(): number
  /** A whole number in [0, bound). */
  below(bound: number): number
  /** A number of the standard normal distribution, by Marsaglia's polar method. */
  normal(): number
  /** Fills an array with numbers of the normal distribution of mean 0 and this deviation. */
  normals(values: Float32Array, deviation: number): void
  /** Fills an array with numbers in [-bound, bound). */
  uniforms(values: Float32Array, bound: number): void
}

/** The finaliser of MurmurHash3 (Austin Appleby): every bit of the result depends on every bit of the argument. */
export function mix(value: number): number {
  let h = value | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/**
 * The stream of these keys, e.g. (seed, epoch, index). Keys are whole numbers; the order counts.
 * The generator is sfc32 of Chris Doty-Humphrey's PractRand: 128 bits of state, passes BigCrush.
 */
export function random(...keys: number[]): Random {
  let a = 0x9e3779b9 | 0
  let b = 0x243f6a88 | 0
  let c = 0xb7e15162 | 0
  let counter = 1
  for (const key of keys) {
    a = mix(a ^ key)
    b = mix((b + a) ^ Math.trunc(key / 0x100000000))
    c = mix(c ^ b)
  }
  const next = (): number => {
    const sum = (a + b + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = ((c << 21) | (c >>> 11)) + sum | 0
    return sum >>> 0
  }
  for (let i = 0; i < 8; i++) next()

  const uniform = () => next() / 0x100000000
  /** The polar method gives two numbers at a time: one is the result, the other is left in `second`. */
  let second = 0
  const pair = (): number => {
    let u: number
    let v: number
    let square: number
    do {
      u = next() / 0x80000000 - 1
      v = next() / 0x80000000 - 1
      square = u * u + v * v
    } while (square >= 1 || square === 0)
    const scale = Math.sqrt((-2 * Math.log(square)) / square)
    second = v * scale
    return u * scale
  }
  let secondIsFree = false
  const normal = (): number => {
    secondIsFree = !secondIsFree
    return secondIsFree ? pair() : second
  }
  return {
    uniform,
    below: (bound) => Math.floor(uniform() * bound),
    normal,
    normals(values, deviation) {
      // A loop of its own: a network may begin with a hundred million of them.
      let i = 0
      for (; i + 1 < values.length; i += 2) {
        values[i] = pair() * deviation
        values[i + 1] = second * deviation
      }
      if (i < values.length) values[i] = pair() * deviation
      secondIsFree = false
    },
    uniforms(values, bound) {
      for (let i = 0; i < values.length; i++) values[i] = (next() / 0x80000000 - 1) * bound
    },
  }
}

/** The numbers 0 … count-1 in a random order (Fisher and Yates). */
export function shuffled(count: number, source: Random): Uint32Array {
  const order = new Uint32Array(count)
  for (let i = 0; i < count; i++) order[i] = i
  for (let i = count - 1; i > 0; i--) {
    const j = source.below(i + 1)
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
  return order
}
