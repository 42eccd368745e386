import { beforeAll, describe, expect, it } from 'vitest'
import type { Engine, Program } from '#electron/engine/engine'
import type { Graph } from '#shared/graph/document'
import { expectedWeights } from '#shared/graph/weights'
import { sizeOf } from '#shared/ops/ops'
import { defaultPlan } from '#shared/plan/plan'
import { chain, type Link } from '#shared/presets/chain'
import { engines } from '../../helpers/engine'
import { difference } from '../../helpers/near'
import { samplePictures } from '../../helpers/samples'

const features = 4096
const rate = 0.3
const optimizer = { kind: 'sgd', momentum: 0, nesterov: false, weightDecay: 0 } as const

describe.each(engines)('dropout in the $name engine', ({ open }) => {
  let engine: Engine
  beforeAll(async () => {
    engine = await open()
  })

  /**
   * A linear layer that starts at 0 and sees one picture of ones: the gradient of a weight is what dropout left of its feature, times
   * what softmax has too much for its class, 1/2.
   */
  async function leftOf(dropouts: number, { seed, step }: { seed: number; step: number }): Promise<Float32Array> {
    const graph = network(dropouts)
    const program = await engine.compile(graph, { ...defaultPlan, seed, optimizer }, samplePictures(graph))
    program.writeWeights(new Map(expectedWeights(graph).map(({ name, shape }) => [name, { shape, data: new Float32Array(sizeOf(shape)) }])))
    program.step({ count: 1, images: new Float32Array(features).fill(1), labels: Int32Array.of(1) }, { learningRate: 1, step })
    const moved = program.readWeights().get('out.weight')!.data.subarray(0, features)
    program.dispose()
    return moved.map((value) => value / -0.5)
  }
  const share = (values: Float32Array) => values.filter((value) => value !== 0).length / values.length
  /** Four standard deviations of a share that is `expected`. */
  const chance = (expected: number) => 4 * Math.sqrt((expected * (1 - expected)) / features)

  it('keeps the share that the rate leaves, and grows what it keeps by as much', async () => {
    const left = await leftOf(1, { seed: 1, step: 0 })
    expect(Math.abs(share(left) - (1 - rate))).toBeLessThan(chance(1 - rate))
    const kept = left.filter((value) => value !== 0)
    expect(difference(kept, new Float32Array(kept.length).fill(1 / (1 - rate)))).toBeLessThan(1e-6)
  })

  it('draws the same for the same seed and step, and anew for another', async () => {
    const left = await leftOf(1, { seed: 5, step: 7 })
    expect(await leftOf(1, { seed: 5, step: 7 })).toEqual(left)
    for (const keys of [{ seed: 5, step: 8 }, { seed: 6, step: 7 }, { seed: 7, step: 5 }]) {
      const other = await leftOf(1, keys)
      const bothKept = left.map((value, i) => value * other[i]!)
      expect(Math.abs(share(bothKept) - (1 - rate) ** 2)).toBeLessThan(chance((1 - rate) ** 2))
    }
  })

  it('draws for each layer by itself', async () => {
    expect(Math.abs(share(await leftOf(2, { seed: 1, step: 0 })) - (1 - rate) ** 2)).toBeLessThan(chance((1 - rate) ** 2))
  })

  it('does nothing in evaluation', async () => {
    const [without, within] = await Promise.all([0, 2].map((dropouts) => {
      const graph = network(dropouts)
      return engine.compile(graph, defaultPlan, samplePictures(graph))
    })) as [Program, Program]
    within.writeWeights(without.readWeights())
    const images = Float32Array.from({ length: features }, (_, i) => Math.sin(i))
    expect(within.evaluate({ count: 1, images, labels: Int32Array.of(0) })).toEqual(without.evaluate({ count: 1, images, labels: Int32Array.of(0) }))
    expect(within.predict(images, 1)).toEqual(without.predict(images, 1))
    without.dispose()
    within.dispose()
  })
})

/** A linear layer on dropouts on the pixels of a picture. */
function network(dropouts: number): Graph {
  const between = Array.from({ length: dropouts }, (_, i): Link => [`dropout${i}`, 'dropout', { rate }])
  return chain('dropout', [['input', 'input', { channels: 1, height: 64, width: features / 64 }], ['flatten', 'flatten'], ...between, ['out', 'dense', { units: 2 }]])
}
