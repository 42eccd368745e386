import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { DataType, loadBinding, type Binding } from '#electron/engine/tensorflow/binding'
import { GraphBuilder } from '#electron/engine/tensorflow/graphdef'
import { conv2d } from '#electron/engine/tensorflow/ops/conv2d'
import { convolutionRules, noRules, rulesFor, type Chosen, type Part } from '#electron/engine/tensorflow/ops/convolution/rules'
import { Session } from '#electron/engine/tensorflow/session'
import { random } from '#shared/base/random'
import { sizeOf } from '#shared/ops/ops'
import { engineFolder } from '../../../../helpers/engine'
import { difference, largest } from '../../../../helpers/near'

/** A convolution of random numbers; stride 1 and the padding that keeps the size, unless it is said otherwise. */
interface Sample {
  readonly batch: number
  readonly size: readonly [number, number]
  readonly kernel: readonly [number, number]
  readonly channels: number
  readonly filters: number
  readonly stride?: readonly [number, number]
}

const parts: readonly Part[] = ['y', 'toInput', 'toKernel']
const rows = parts.flatMap((part) => convolutionRules[part].map((rule) => ({ part, name: rule.name })))

let binding: Binding
beforeAll(() => {
  binding = loadBinding(engineFolder())
})

const places = (size: number, stride: number) => Math.ceil(size / stride)

/** The result and both gradients of a sample by these rules, and whether a rule was taken for any of them. */
function computed(sample: Sample, type: DataType, rules: Chosen): { taken: boolean; values: Record<Part, Float32Array> } {
  const { batch, size: [height, width], kernel: [rows, columns], channels, filters, stride = [1, 1] } = sample
  let taken = false
  const watched: Chosen = (part, same) => {
    const rule = rules(part, same)
    taken ||= rule !== undefined
    return rule
  }
  const g = new GraphBuilder()
  const input = (name: string, dims: readonly number[]) => g.cast(g.placeholder(name, DataType.float32, dims), type)
  const [x, kernel] = [input('x', [-1, height, width, channels]), input('kernel', [rows, columns, channels, filters])]
  const padding = { top: (rows - 1) >> 1, bottom: rows >> 1, left: (columns - 1) >> 1, right: columns >> 1 }
  const context = { g, training: true, compute: type, seed: g.ints([0, 0]), layerKey: 0, batch, rules: watched, hasWholeGradients: () => true }
  const made = conv2d(context, x, kernel, { stride, padding, dilation: [1, 1], groups: 1 })
  const out = [batch, places(height, stride[0]), places(width, stride[1]), filters]
  const [toInput, toKernel] = made.gradient(input('dy', [-1, ...out.slice(1)]))
  for (const [name, tensor] of Object.entries({ y: made.y, toInput: toInput!, toKernel: toKernel! })) g.named(name, g.cast(tensor, DataType.float32))

  const source = random(sizeOf(out))
  const feed = (dims: readonly number[]) => ({ dims, data: Float32Array.from({ length: sizeOf(dims) }, () => rounded(source.normal())) })
  const feeds = { x: feed([batch, height, width, channels]), kernel: feed([rows, columns, channels, filters]), dy: feed(out) }
  const session = new Session(binding, g)
  try {
    const [y, dx, dKernel] = session.run(feeds, parts) as [Float32Array, Float32Array, Float32Array]
    return { taken, values: { y, toInput: dx, toKernel: dKernel } }
  } finally {
    session.close()
  }
}

/** A number in steps of a 32nd, which bfloat16 keeps as it is up to 8. */
const rounded = (value: number) => Math.round(value * 32) / 32

/** This row wherever it fits, and plain forms elsewhere. */
function only(wanted: { part: Part; name: string }): Chosen {
  return (part, same) => convolutionRules[part].find((rule) => part === wanted.part && rule.name === wanted.name && rule.fits(same))
}

const small = fc.integer({ min: 1, max: 9 })
const samples: fc.Arbitrary<Sample> = fc.record({
  batch: fc.integer({ min: 1, max: 13 }),
  size: fc.tuple(small, small),
  kernel: fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })),
  channels: fc.integer({ min: 1, max: 6 }),
  filters: fc.integer({ min: 1, max: 6 }),
})
/** Shapes that rules are for, at batches that come out even and at ones that do not. */
const examples: [Sample][] = [
  [{ batch: 5, size: [2, 2], kernel: [3, 3], channels: 7, filters: 3 }],
  [{ batch: 16, size: [2, 2], kernel: [3, 3], channels: 8, filters: 8 }],
  [{ batch: 7, size: [4, 4], kernel: [3, 3], channels: 3, filters: 5 }],
  [{ batch: 13, size: [7, 7], kernel: [3, 3], channels: 2, filters: 3 }],
  [{ batch: 8, size: [8, 8], kernel: [5, 5], channels: 2, filters: 3 }],
  [{ batch: 3, size: [3, 5], kernel: [2, 4], channels: 3, filters: 2 }],
  [{ batch: 2, size: [1, 1], kernel: [3, 3], channels: 4, filters: 4 }],
  [{ batch: 4, size: [6, 6], kernel: [1, 1], channels: 4, filters: 4 }],
]

describe.each(rows)('the rule $name for $part', (row) => {
  it('gives the numbers of the plain form, to the rounding of float32', () => {
    let fitted = 0
    fc.assert(fc.property(samples, (sample) => {
      const { taken, values } = computed(sample, DataType.float32, only(row))
      if (!taken) return
      fitted++
      const plain = computed(sample, DataType.float32, noRules).values
      for (const part of parts) expect(difference(values[part], plain[part]), part).toBeLessThanOrEqual(2e-6 * Math.max(1, largest(plain[part])))
    }), { seed: 3, numRuns: 40, examples })
    expect(fitted).toBeGreaterThanOrEqual(3)
  })

  it('and in bfloat16 rounds them no further than to its 8 bits', () => {
    for (const [sample] of examples) {
      const { taken, values } = computed(sample, DataType.bfloat16, only(row))
      if (!taken) continue
      const exact = computed(sample, DataType.float32, noRules).values[row.part]
      const furthest = Array.from(values[row.part]).findIndex((value, i) => Math.abs(value - exact[i]!) > 2 ** -8 * Math.abs(exact[i]!) + 1e-4 * largest(exact))
      expect(furthest, `${JSON.stringify(sample)}: no value is further off`).toBe(-1)
    }
  })

  it('says what it gains, and where that was measured', () => {
    const { gain, pays } = convolutionRules[row.part].find(({ name }) => name === row.name)!
    expect(gain).toMatch(/\d.*ms.*\(.+\d{4}\)/)
    expect(Object.keys(pays).length).toBeGreaterThan(0)
  })
})

describe('which form is taken', () => {
  const strided: Sample = { batch: 64, size: [4, 4], kernel: [3, 3], channels: 64, filters: 64, stride: [2, 2] }
  const square = (size: number, batch = 128): Sample => ({ ...strided, batch, size: [size, size], stride: [1, 1] })
  const taken = (sample: Sample, type: DataType, rules: Chosen): Partial<Record<Part, string>> => {
    const names: Partial<Record<Part, string>> = {}
    computed(sample, type, (part, same) => {
      const rule = rules(part, same)
      if (rule) names[part] = rule.name
      return rule
    })
    return names
  }

  it('depends on the size of the map', () => {
    const rules = rulesFor('avx512Bfloat16')
    expect(taken(square(2), DataType.bfloat16, rules)).toEqual({ y: 'places', toInput: 'places', toKernel: 'taps' })
    expect(taken(square(8), DataType.bfloat16, rules)).toEqual({ toKernel: 'taps' })
    expect(taken(square(9), DataType.bfloat16, rules)).toEqual({})
  })
  it('on the precision', () => {
    const rules = rulesFor('avx512Bfloat16')
    expect(taken(square(2), DataType.float32, rules)).toEqual({ y: 'places', toKernel: 'taps' })
    expect(taken(square(5), DataType.float32, rules)).toEqual({})
    expect(taken(square(5), DataType.bfloat16, rules)).toEqual({ toKernel: 'taps' })
  })
  it('on the processor', () => {
    expect(taken(square(2), DataType.bfloat16, rulesFor('amx'))).toEqual({ toKernel: 'patches' })
    expect(taken(square(7), DataType.bfloat16, rulesFor('amx'))).toEqual({ toKernel: 'joined' })
    expect(taken(square(2), DataType.float32, rulesFor('amx'))).toEqual({})
    expect(taken(square(2), DataType.bfloat16, rulesFor('other'))).toEqual({})
  })
  it('on the batch, and is the plain one where a stride skips places', () => {
    expect(taken(square(2, 8), DataType.bfloat16, rulesFor('avx512Bfloat16'))).toEqual({ y: 'places', toKernel: 'taps' })
    expect(taken(strided, DataType.bfloat16, rulesFor('avx512Bfloat16'))).toEqual({})
  })
})
