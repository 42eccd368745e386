import { describe, expect, it } from 'vitest'
import { checkWeights, expectedWeights } from '#shared/graph/weights'
import { sizeOf, type Shape } from '#shared/ops/ops'
import { chain } from '#shared/presets/chain'
import { presets } from '#shared/presets/index'

const small = chain('small', [
  ['input', 'input', { channels: 3, height: 8, width: 8 }],
  ['features.0', 'conv2d', { filters: 4, kernel: [3, 5] }], ['features.1', 'batchNorm'], ['features.2', 'relu'],
  ['flatten', 'flatten'], ['classifier', 'dense', { units: 10 }],
])
const tensors = (entries: Record<string, Shape>) => new Map(Object.entries(entries).map(([name, shape]) => [name, { shape, data: new Float32Array(sizeOf(shape)) }]))
const fitting = () => tensors(Object.fromEntries(expectedWeights(small).map(({ name, shape }) => [name, shape])))

describe('the weights of a network', () => {
  it("have PyTorch's names and shapes, in the order of the network", () => {
    expect(expectedWeights(small)).toEqual([
      { name: 'features.0.weight', shape: [4, 3, 3, 5], role: 'kernel' },
      { name: 'features.0.bias', shape: [4], role: 'bias' },
      { name: 'features.1.weight', shape: [4], role: 'scale' },
      { name: 'features.1.bias', shape: [4], role: 'shift' },
      { name: 'features.1.running_mean', shape: [4], role: 'statistic', start: 0 },
      { name: 'features.1.running_var', shape: [4], role: 'statistic', start: 1 },
      { name: 'classifier.weight', shape: [10, 256], role: 'kernel' },
      { name: 'classifier.bias', shape: [10], role: 'bias' },
    ])
  })

  it('are as many as the parameters that the network counts, and the running statistics', () => {
    const expected = expectedWeights(presets['vgg16-bn'].build(32, 10))
    const numbers = (wanted: boolean) => expected.filter(({ role }) => (role !== 'statistic') === wanted).reduce((sum, { shape }) => sum + sizeOf(shape), 0)
    expect(numbers(true)).toBe(15_253_578)
    expect(numbers(false)).toBe(8_448)
  })

  it("are taken when names and shapes are the network's own, with or without PyTorch's count of batches", () => {
    expect(() => checkWeights(expectedWeights(small), fitting())).not.toThrow()
    expect(() => checkWeights(expectedWeights(small), fitting().set('features.1.num_batches_tracked', { shape: [], data: new Float32Array(1) }))).not.toThrow()
  })

  it.each<[string, (weights: ReturnType<typeof fitting>) => void, string]>([
    ['of another shape', (weights) => weights.set('classifier.weight', { shape: [100, 256], data: new Float32Array(25_600) }),
      'first at classifier.weight: the weights have 100 × 256, the network has 10 × 256.'],
    ['of as many numbers in another order', (weights) => weights.set('features.0.weight', { shape: [4, 3, 5, 3], data: new Float32Array(180) }),
      'first at features.0.weight: the weights have 4 × 3 × 5 × 3, the network has 4 × 3 × 3 × 5.'],
    ['missing', (weights) => weights.delete('features.1.running_var'), 'first at features.1.running_var: the weights have none, the network has 4.'],
    ['not in the network', (weights) => weights.set('features.3.weight', { shape: [8, 4, 3, 3], data: new Float32Array(288) }),
      'first at features.3.weight: the weights have 8 × 4 × 3 × 3, the network has none.'],
    ['a number where nothing is', (weights) => weights.set('scale', { shape: [], data: new Float32Array(1) }),
      'first at scale: the weights have a single number, the network has none.'],
  ])('are refused with a tensor %s', (_what, spoil, sentence) => {
    const weights = fitting()
    spoil(weights)
    expect(() => checkWeights(expectedWeights(small), weights)).toThrow(expect.objectContaining({ code: 'weightsDiffer', sentence: expect.stringContaining(sentence) }))
  })

  it('are refused at the first that differs, in the order of the network', () => {
    const weights = new Map([...fitting()].reverse())
    weights.delete('features.1.weight')
    weights.delete('classifier.bias')
    weights.set('a.surplus', { shape: [1], data: new Float32Array(1) })
    expect(() => checkWeights(expectedWeights(small), weights)).toThrow(/first at features\.1\.weight: the weights have none, the network has 4\./)
  })
})
