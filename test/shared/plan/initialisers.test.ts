import { describe, expect, it } from 'vitest'
import { initialWeights } from '#shared/plan/initialisers'
import { presets } from '#shared/presets/index'

const graph = presets['vgg16-bn'].build(32, 10)
const weights = initialWeights(graph, { initialiser: 'heFanOut', seed: 1 })
const of = (name: string) => weights.get(name)!.data

/** Mean and deviation of some values. */
function spread(values: Float32Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length
  return { mean, deviation: Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length) }
}

describe('start values', () => {
  it('of convolutions are normal with deviation √(2 / fan-out)', () => {
    const { mean, deviation } = spread(of('features.40.weight'))
    expect(Math.abs(mean)).toBeLessThan(1e-4)
    expect(deviation).toBeCloseTo(Math.sqrt(2 / (512 * 9)), 4)
    // A normal distribution has 4.55 % of its values beyond two deviations.
    expect(of('features.40.weight').filter((value) => Math.abs(value) > 2 * deviation).length / of('features.40.weight').length).toBeCloseTo(0.0455, 3)
  })

  it('of linear layers are uniform within √(1 / fan-in)', () => {
    const values = of('classifier.0.weight')
    const bound = Math.sqrt(1 / 512)
    expect(values.every((value) => Math.abs(value) <= Math.fround(bound))).toBe(true)
    expect(spread(values).deviation).toBeCloseTo(bound / Math.sqrt(3), 4)
  })

  it('of all else are 0, or 1 for scales and variances', () => {
    for (const [name, { data }] of weights) {
      if (/bias|running_mean/.test(name)) expect(data.every((value) => value === 0)).toBe(true)
      if (/features\.1\.weight|running_var/.test(name)) expect(data.every((value) => value === 1)).toBe(true)
    }
  })

  it('depend on the seed', () => {
    const first = (seed: number) => initialWeights(presets['vgg16-bn-small'].build(32, 10), { initialiser: 'heFanOut', seed }).get('features.0.weight')!.data
    expect(first(1)).toEqual(first(1))
    expect(first(2)).not.toEqual(first(1))
  })
})
