import { beforeAll, describe, expect, it } from 'vitest'
import type { Engine } from '#electron/engine/engine'
import { expectedWeights } from '#shared/graph/weights'
import { sizeOf } from '#shared/ops/ops'
import { defaultPlan } from '#shared/plan/plan'
import { chain } from '#shared/presets/chain'
import { engines } from '../../helpers/engine'
import { difference } from '../../helpers/near'
import { samplePictures } from '../../helpers/samples'

const channels = 1024
const pixels = 6
const rate = 0.3

/** A convolution that makes many channels of one, then the dropout, then a linear layer. */
const graph = chain('spatial dropout', [
  ['input', 'input', { channels: 1, height: 2, width: pixels / 2 }], ['conv', 'conv2d', { filters: channels, kernel: [1, 1], bias: false }],
  ['dropout', 'spatialDropout', { rate }], ['flatten', 'flatten'], ['out', 'dense', { units: 2 }],
])

describe.each(engines)('spatial dropout in the $name engine', ({ open }) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
  })

  /**
   * What is left of channels that all show these pictures, each of one shade, summed over the pictures: one row of pixels a channel.
   * The linear layer starts at 0: the gradient of a weight is what its feature was, times what softmax has too much for its class, 1/2.
   */
  async function leftOf(shades: readonly number[], keys: { seed: number; step: number }): Promise<Float32Array[]> {
    const program = await engine.compile(graph, { ...defaultPlan, seed: keys.seed, optimizer: { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 } }, samplePictures(graph))
    program.writeWeights(new Map(expectedWeights(graph).map(({ name, shape }) =>
      [name, { shape, data: new Float32Array(sizeOf(shape)).fill(name === 'conv.weight' ? 1 : 0) }])))
    const images = Float32Array.from(shades.flatMap((shade) => new Array<number>(pixels).fill(shade)))
    program.step({ count: shades.length, images, labels: new Int32Array(shades.length).fill(1) }, { learningRate: 1, step: keys.step })
    const moved = program.readWeights().get('out.weight')!.data.map((value) => (value * shades.length) / -0.5)
    program.dispose()
    return Array.from({ length: channels }, (_, channel) => moved.slice(channel * pixels, (channel + 1) * pixels))
  }
  const share = (rows: readonly Float32Array[], is: (shade: number) => boolean) => rows.filter(([shade]) => is(shade!)).length / channels
  /** Four standard deviations of a share that is `expected`. */
  const chance = (expected: number) => 4 * Math.sqrt((expected * (1 - expected)) / channels)

  it('drops all pixels of a channel or none, and grows what it keeps by what the rate takes', async () => {
    const rows = await leftOf([1], { seed: 1, step: 0 })
    for (const row of rows) expect(difference(row, new Float32Array(pixels).fill(row[0] ? 1 / (1 - rate) : 0))).toBeLessThan(1e-6)
    expect(Math.abs(share(rows, (shade) => shade > 0) - (1 - rate))).toBeLessThan(chance(1 - rate))
  })

  it('draws for each picture by itself', async () => {
    const rows = await leftOf([1, 3], { seed: 1, step: 0 })
    // Both kept add up to 4, one alone is 1 or 3, none is 0.
    const alone = share(rows, (shade) => [1, 3].some((one) => Math.abs(shade * (1 - rate) - one) < 1e-5))
    expect(Math.abs(alone - 2 * rate * (1 - rate))).toBeLessThan(chance(2 * rate * (1 - rate)))
  })

  it('draws the same for the same seed and step, and anew for another', async () => {
    const rows = await leftOf([1], { seed: 5, step: 7 })
    expect(await leftOf([1], { seed: 5, step: 7 })).toEqual(rows)
    for (const keys of [{ seed: 5, step: 8 }, { seed: 6, step: 7 }]) expect(await leftOf([1], keys)).not.toEqual(rows)
  })

  it('does nothing in evaluation', async () => {
    const program = await engine.compile(graph, defaultPlan, samplePictures(graph))
    const without = { ...graph, nodes: graph.nodes.map((node) => (node.id === 'dropout' ? { ...node, params: { rate: 0 } } : node)) }
    const other = await engine.compile(without, defaultPlan, samplePictures(without))
    other.writeWeights(program.readWeights())
    const images = Float32Array.from({ length: 2 * pixels }, (_, i) => Math.sin(i))
    expect(program.predict(images, 2)).toEqual(other.predict(images, 2))
    program.dispose()
    other.dispose()
  })
})
