import { describe, expect, it } from 'vitest'
import { spoken } from '#shared/base/phrase'
import { StudioProblem } from '#shared/base/problem'
import { factsOf } from '#shared/graph/facts'
import type { LayerFacts } from '#shared/graph/layerCheck'
import { windows } from '#shared/ops/ops'
import { adaptiveMixing, bilinearMixing } from '#shared/ops/mixing'
import { bin, divisors } from '#shared/ops/pooling'
import { chain, type Link } from '#shared/presets/chain'

type Map = readonly [channels: number, height: number, width: number]

/** The facts of one layer on pictures of this size. */
function factsOn([channels, height, width]: Map, kind: Link[1], params: Link[2] = {}): Omit<LayerFacts, 'explanation'> & { explanation: string } {
  const graph = chain('net', [['input', 'input', { channels, height, width }], ['it', kind, params], ['flatten', 'flatten'], ['fc', 'dense', { units: 2 }]])
  const facts = factsOf(graph).layers[1]!
  return { ...facts, explanation: spoken(facts.explanation) }
}

/** What is said of one layer on pictures of this size that cannot be. */
function problemOn(map: Map, kind: Link[1], params: Link[2]): StudioProblem {
  try {
    factsOn(map, kind, params)
  } catch (thrown) {
    if (thrown instanceof StudioProblem) return thrown
  }
  throw new Error('There is no problem.')
}

describe('a convolution', () => {
  it('sees as far as its dilation spreads it, with no more weights', () => {
    const { output, cost, explanation } = factsOn([3, 12, 9], 'conv2d', { filters: 4, kernel: [3, 2], dilation: [3, 2], padding: 'valid' })
    expect(output).toEqual([4, 6, 7])
    expect(cost).toMatchObject({ parameters: 4 * 3 * 6 + 4, multiplyAdds: 4 * 3 * 6 * 6 * 7 })
    expect(explanation).toBe('height ⌊(12 − 3·(3 − 1) − 1) / 1⌋ + 1 = 6, width ⌊(9 − 2·(2 − 1) − 1) / 1⌋ + 1 = 7; channels = filters = 4')
  })

  it("keeps the size with 'same', dilated or not", () => {
    expect(factsOn([1, 9, 7], 'conv2d', { filters: 2, kernel: [4, 3], dilation: [3, 2], padding: 'same' }).output).toEqual([2, 9, 7])
  })

  it('costs a share of the whole when it works in groups', () => {
    const { output, cost, explanation } = factsOn([6, 4, 4], 'conv2d', { filters: 9, groups: 3, padding: [1, 1], bias: false })
    expect(output).toEqual([9, 4, 4])
    expect(cost).toMatchObject({ parameters: 9 * 2 * 9, multiplyAdds: 9 * 2 * 9 * 16 })
    expect(explanation).toBe('height and width ⌊(4 + 2·1 − 3) / 1⌋ + 1 = 4; channels = filters = 9, each from 6 / 3 = 2 input channels')
  })

  it.each<[string, Link[2], string]>([
    ['channels', { filters: 8, groups: 4 }, 'it cannot cut its 6 input channels into 4 equal groups.'],
    ['filters', { filters: 8, groups: 3 }, 'it cannot cut its 8 filters into 3 equal groups.'],
  ])('refuses groups that do not divide its %s', (_what, params, sentence) => {
    expect(problemOn([6, 4, 4], 'conv2d', params)).toMatchObject({
      code: 'groupsDoNotDivide', sentence, hint: 'Choose a number of groups that divides both its 6 input channels and its 8 filters.',
    })
  })

  it('that is spread over more than its map is refused with both sizes', () => {
    expect(problemOn([3, 6, 9], 'conv2d', { filters: 1, dilation: [3, 3], padding: 'valid' })).toMatchObject({
      code: 'mapTooSmall',
      sentence: 'it has a kernel of 3 × 3 (dilated to 7 × 7), but its input is only 6 × 9, so its output would be empty (0 × 3).',
    })
  })
})

describe.each(['maxPool', 'avgPool'] as const)('%s', (kind) => {
  it('leaves out pixels that are over, or gives them a window of their own', () => {
    expect(factsOn([3, 7, 8], kind, {}).output).toEqual([3, 3, 4])
    const { output, explanation } = factsOn([3, 7, 8], kind, { ceilMode: true })
    expect(output).toEqual([3, 4, 4])
    expect(explanation).toBe('height ⌈(7 − 2) / 2⌉ + 1 = 4, width ⌈(8 − 2) / 2⌉ + 1 = 4; channels stay 3')
  })

  it('has no window that would start behind the map', () => {
    const { output, explanation } = factsOn([1, 5, 4], kind, { padding: [1, 1], ceilMode: true })
    expect(output).toEqual([1, 3, 3])
    expect(explanation).toBe('height ⌈(5 + 2·1 − 2) / 2⌉ + 1 − 1 that would start outside = 3, width ⌈(4 + 2·1 − 2) / 2⌉ + 1 = 3; channels stay 1')
  })

  it('may be padded by half of its kernel and no more', () => {
    expect(factsOn([1, 6, 6], kind, { kernel: [2, 3], padding: [1, 1] }).output).toEqual([1, 4, 3])
    expect(problemOn([1, 6, 6], kind, { kernel: [2, 3], padding: [1, 2] })).toMatchObject({
      code: 'poolPaddingTooLarge',
      sentence: 'it pads by 1 × 2, which is more than half of its kernel of 2 × 3: some windows could hold nothing but padding.',
      hint: 'Make the padding smaller or the kernel larger.',
    })
  })
})

describe('layers that change the size', () => {
  it.each<[Link[1], Link[2], Map, string]>([
    ['globalAveragePool', {}, [4, 1, 1], 'each of 4 channels becomes the mean of its 5·3 = 15 values'],
    ['adaptiveAvgPool', { size: [7, 7] }, [4, 7, 7],
      'height 7: pixels ⌊i·5/7⌋ to before ⌈(i + 1)·5/7⌉ give place i, width 7: pixels ⌊i·3/7⌋ to before ⌈(i + 1)·3/7⌉ give place i; channels stay 4'],
    ['upsample', {}, [4, 10, 6], 'height 5·2 = 10, width 3·2 = 6; channels stay 4'],
    ['upsample', { scale: [1, 3], mode: 'bilinear' }, [4, 5, 9], 'height 5·1 = 5, width 3·3 = 9; channels stay 4'],
    ['resize', { size: [8, 2] }, [4, 8, 2], 'height 8: place i lies at (i + 1/2)·5/8 − 1/2, width 2: place i lies at (i + 1/2)·3/2 − 1/2; channels stay 4'],
  ])('%s %o says its size in its own numbers', (kind, params, size, words) => {
    const { output, explanation, cost } = factsOn([4, 5, 3], kind, params)
    expect(output).toEqual(size)
    expect(explanation).toBe(words)
    expect(cost.parameters).toBe(0)
  })

  it('cost four multiply-adds a value where they interpolate', () => {
    expect(factsOn([2, 3, 3], 'resize', { size: [5, 4] }).cost.multiplyAdds).toBe(4 * 2 * 5 * 4)
    expect(factsOn([2, 3, 3], 'upsample', { mode: 'nearest' }).cost.multiplyAdds).toBe(0)
  })

  it.each<Link[1]>(['avgPool', 'globalAveragePool', 'adaptiveAvgPool', 'upsample', 'resize'])('refuse a vector: %s', (kind) => {
    const graph = chain('net', [['input', 'input'], ['flatten', 'flatten'], ['it', kind], ['fc', 'dense']])
    expect(() => factsOf(graph)).toThrow(expect.objectContaining({ code: 'needsMap' }))
  })

  it('refuse a mode that there is not', () => {
    expect(problemOn([1, 2, 2], 'upsample', { mode: 'cubic' })).toMatchObject({
      code: 'badParameter', sentence: 'it: the setting mode must be one of nearest, bilinear.',
    })
  })
})

describe('the rules of windows', () => {
  it('give windows at every size, each of which starts inside the map or its padding', () => {
    for (let size = 1; size <= 9; size++)
      for (let kernel = 1; kernel <= 4; kernel++)
        for (let stride = 1; stride <= 4; stride++)
          for (let pad = 0; pad <= kernel / 2; pad++) {
            const [fewer, more] = [windows(size, kernel, stride, pad, pad), windows(size, kernel, stride, pad, pad, true)]
            expect(more - fewer).toBeGreaterThanOrEqual(0)
            if (more > 0) expect((more - 1) * stride).toBeLessThan(size + pad)
            for (const divisor of divisors(size, kernel, stride, pad, pad, true)) expect(divisor).toBeGreaterThan(0)
          }
  })

  it('cover a map by bins, in order', () => {
    for (let from = 1; from <= 9; from++)
      for (let to = 1; to <= 9; to++) {
        const bins = Array.from({ length: to }, (_, at) => bin(at, from, to))
        expect(bins[0]![0]).toBe(0)
        expect(bins.at(-1)![1]).toBe(from)
        bins.slice(1).forEach(([start], i) => expect(start).toBeLessThanOrEqual(bins[i]![1]))
      }
  })

  it.each([['means', adaptiveMixing], ['interpolation', bilinearMixing]] as const)('let the shares of %s add up to one', (_what, make) => {
    for (let from = 1; from <= 9; from++)
      for (let to = 1; to <= 9; to++) {
        const { weights } = make(from, to)
        for (let at = 0; at < to; at++) expect(weights.slice(at * from, (at + 1) * from).reduce((sum, share) => sum + share)).toBeCloseTo(1, 6)
      }
  })
})
