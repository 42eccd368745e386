import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { secondMoments } from '#electron/images/patches'
import { inMemory } from '#electron/images/pictures'
import { defaultPlan } from '#shared/plan/plan'
import { refusePlan } from '#shared/plan/fits'
import { firstKernel, whitened, type FirstKernel } from '#shared/plan/whitening'
import { chain } from '#shared/presets/chain'
import { presets } from '#shared/presets/index'
import { graphOf } from '../../helpers/documents'

interface Case {
  name: string
  size: [count: number, height: number, width: number, channels: number]
  bytes: number[]
  mean: number[]
  deviation: number[]
  kernel: FirstKernel['shape']
  given: number[]
  moments: number[]
  whitened: number[]
}
const { cases } = JSON.parse(readFileSync(new URL('../../fixtures/golden/whitening.json', import.meta.url), 'utf8')) as { cases: Case[] }
const picturesOf = ({ size: [count, height, width, channels], bytes }: Case) =>
  inMemory({ count, height, width, channels, bytes: Uint8Array.from(bytes), labels: new Uint8Array(count) })
const all = (count: number) => Uint32Array.from({ length: count }, (_, i) => i)
const farthest = (a: ArrayLike<number>, b: readonly number[]) => b.reduce((most, number, i) => Math.max(most, Math.abs(a[i]! - number)), 0)

describe('filters that whiten', () => {
  it.each(cases)("are PyTorch's, with $name", (of) => {
    const kernel = { name: 'first.weight', shape: of.kernel }
    const moments = secondMoments(picturesOf(of), all(of.size[0]), kernel, of)
    expect(farthest(moments, of.moments)).toBeLessThan(1e-6)
    const found = whitened(kernel, Float32Array.from(of.given), moments)
    expect(found.length).toBe(of.whitened.length)
    expect(farthest(found, of.whitened)).toBeLessThan(2e-5)
  })

  it('need as many patches as a patch has values', () => {
    const [of] = cases as [Case]
    const kernel = { name: 'first.weight', shape: [4, 3, 9, 8] as const }
    expect(() => secondMoments(picturesOf(of), all(6), kernel, of)).toThrow('Whitening a kernel of 9 × 8 needs at least 216 patches of pictures, and there are 6.')
    expect(() => secondMoments(picturesOf(of), all(6), { ...kernel, shape: [4, 3, 10, 8] }, of)).toThrow('and there are 0.')
  })

  it('belong to the convolution that pictures meet first, and to no other network', () => {
    expect(firstKernel(presets['fast-94'].build(32, 10))).toEqual({ name: 'first.weight', shape: [24, 3, 2, 2] })
    const whitening = (graph: Parameters<typeof firstKernel>[0]) => refusePlan(graph, { ...defaultPlan, whitening: 100 })
    const input = ['input', 'input', { channels: 2, height: 8, width: 8 }] as const
    expect(() => whitening(chain('no convolution', [input, ['flat', 'flatten'], ['out', 'dense', { units: 3 }]])))
      .toThrow('Whitening sets the filters of one first convolution of all channels, but flat takes the pictures too, or is none.')
    expect(() => whitening(chain('groups', [input, ['each', 'conv2d', { filters: 4, groups: 2 }], ['flat', 'flatten'], ['out', 'dense', { units: 3 }]]))).toThrow('but each takes the pictures')
    const two = graphOf([['in', 'input', { channels: 2, height: 8, width: 8 }], ['one', 'conv2d', { filters: 4 }], ['two', 'conv2d', { filters: 4 }], ['sum', 'add'], ['flat', 'flatten'], ['out', 'dense', { units: 3 }]],
      'in>one', 'in>two', 'one>sum', 'two>sum.1', 'sum>flat', 'flat>out')
    expect(() => whitening(two)).toThrow('but two takes the pictures')
  })
})
