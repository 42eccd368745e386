import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { ExpectedWeight } from '#shared/graph/weights'
import { sizeOf } from '#shared/ops/ops'
import { initialisers, initialWeight, initialWeights, type InitialiserName } from '#shared/plan/initialisers'
import { presets } from '#shared/presets/index'

interface Beginning {
  readonly initialiser: InitialiserName
  readonly kind: 'kernel' | 'bias'
  readonly shape: readonly number[]
  readonly kernel: readonly number[] | null
  readonly deviation: number
  readonly largest: number
}
const golden = JSON.parse(readFileSync(new URL('../../fixtures/golden/curves.json', import.meta.url), 'utf8')) as { beginnings: Beginning[] }
const names = Object.keys(initialisers) as InitialiserName[]

function deviationOf(values: Float32Array): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length)
}

describe("start values are spread as PyTorch's are:", () => {
  it.each(golden.beginnings.map((each) => [`${each.initialiser}, a ${each.kind} of ${(each.kernel ?? each.shape).join(' × ')}`, each] as const))('%s', (_name, wanted) => {
    const kernel: ExpectedWeight = { name: 'layer.weight', shape: wanted.kernel ?? wanted.shape, role: 'kernel' }
    const bias: ExpectedWeight = { name: 'layer.bias', shape: wanted.shape, role: 'bias' }
    const other: ExpectedWeight = { name: 'other.weight', shape: [3, 1], role: 'kernel' }
    const values = initialWeight([other, bias, kernel], wanted.kind === 'kernel' ? 2 : 1, { initialiser: wanted.initialiser, seed: 1 })
    expect(values).toHaveLength(sizeOf(wanted.shape))
    expect(deviationOf(values) / wanted.deviation).toBeCloseTo(1, 1.3)
    const largest = values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
    // A uniform distribution ends where PyTorch's does; the largest of many normal values varies more.
    const uniform = wanted.initialiser === 'xavier' || wanted.initialiser === 'pytorch' || (wanted.initialiser === 'heFanOut' && kernel.shape.length === 2)
    expect(Math.abs(largest / wanted.largest - 1)).toBeLessThan(uniform ? 0.01 : 0.3)
  })
})

describe.each(names)('start values by %s', (initialiser) => {
  const graph = presets['vgg16-bn-small'].build(32, 10)

  it('follow from the seed alone', () => {
    expect(initialWeights(graph, { initialiser, seed: 1 })).toEqual(initialWeights(graph, { initialiser, seed: 1 }))
    const data = (seed: number) => initialWeights(graph, { initialiser, seed }).get('features.0.weight')!.data
    expect(data(1)).not.toEqual(data(2))
  })

  it('leave normalisation as it is, and biases at 0 unless they are PyTorch\'s', () => {
    const weights = initialWeights(graph, { initialiser, seed: 1 })
    const all = (name: string, value: number) => weights.get(name)!.data.every((each) => each === value)
    expect(all('features.1.weight', 1) && all('features.1.bias', 0) && all('features.1.running_mean', 0) && all('features.1.running_var', 1)).toBe(true)
    expect(all('features.0.bias', 0)).toBe(initialiser !== 'pytorch')
  })
})

describe('what passes its channels on', () => {
  const begun = (shape: readonly number[], last: boolean) => {
    const rest: ExpectedWeight[] = last ? [] : [{ name: 'head.weight', shape: [2, 3], role: 'kernel' }]
    return initialWeight([{ name: 'layer.weight', shape, role: 'kernel' }, ...rest], 0, { initialiser: 'passOn', seed: 1 })
  }

  it('gives on the channel of its number in the middle of the window, and is random where there are more filters than channels', () => {
    const kernel = begun([5, 2, 3, 3], false)
    const filter = (which: number) => [...kernel.subarray(which * 18, (which + 1) * 18)]
    expect(filter(0)).toEqual(filter(0).map((_, place) => (place === 4 ? 1 : 0)))
    expect(filter(1)).toEqual(filter(1).map((_, place) => (place === 9 + 4 ? 1 : 0)))
    expect(filter(2).every((value) => value !== 0 && Math.abs(value) <= 1 / Math.sqrt(18))).toBe(true)
  })

  it('makes the last layer small, and a linear layer before it as PyTorch does', () => {
    expect(deviationOf(begun([1000, 64], true)) * 64).toBeCloseTo(1, 1.3)
    expect(deviationOf(begun([1000, 64], false)) * Math.sqrt(3 * 64)).toBeCloseTo(1, 1.3)
  })
})
