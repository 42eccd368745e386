import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import type { AnsweringNetwork, Engine, ImageFacts, LayerValues, Weights } from '#electron/engine/engine'
import { readSafetensors } from '#electron/formats/safetensors'
import { random } from '#shared/base/random'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { gradCam } from '#shared/metrics/gradCam'
import { sizeOf } from '#shared/ops/ops'
import { defaultPlan } from '#shared/plan/plan'
import { engines } from '../../helpers/engine'
import { graphs } from '../../helpers/graphs'
import { difference, largest } from '../../helpers/near'
import { sampleBatch, samplePictures, sampleWeights } from '../../helpers/samples'

const file = (ending: string) => fileURLToPath(new URL(`../../fixtures/golden/explanations.${ending}`, import.meta.url))
const { graph, pictures, count, classes, maps } = JSON.parse(readFileSync(file('json'), 'utf8')) as { graph: Graph; pictures: ImageFacts; count: number; classes: number; maps: string[] }
const { tensors } = readSafetensors(readFileSync(file('safetensors')), file('safetensors'))
const images = Uint8Array.from(tensors.get('images')!.data)
const weights: Weights = new Map([...tensors].filter(([name]) => name.startsWith('weights/')).map(([name, weight]) => [name.slice('weights/'.length), weight]))

const opened = async (engine: Engine): Promise<AnsweringNetwork> => {
  const network = await engine.compileToAnswer(graph, 'float32', pictures)
  network.writeWeights(weights)
  return network
}

describe.each(engines)('the $name engine', ({ open }) => {
  it("shows what each layer gives, as PyTorch's layers do", async () => {
    const network = await opened(await open())
    const found = network.activations(images, count, graph.nodes.map(({ id }) => id))
    for (const [node, { shape, data }] of found) {
      const wanted = tensors.get(`values/${node}`)!
      expect([count, ...shape], node).toEqual(wanted.shape)
      expect(difference(data, wanted.data), node).toBeLessThan(1e-5)
    }
    expect(found.size).toBe(graph.nodes.length)
    network.dispose()
  })

  it.each(maps)("gives PyTorch's Grad-CAM of every class at %s", async (node) => {
    const network = await opened(await open())
    const wanted = tensors.get(`heat/${node}`)!.data
    const found = Array.from({ length: classes }, (_, which) => heats(network.saliency(images, count, node, new Int32Array(count).fill(which)), count)).flat()
    expect(difference(found.flatMap((heat) => [...heat]), wanted)).toBeLessThan(1e-5)
    expect(largest(wanted)).toBe(1)
    network.dispose()
  })

  it('answers a network that trains alike', async () => {
    const engine = await open()
    const [network, program] = [await opened(engine), await engine.compile(graph, defaultPlan, pictures)]
    program.writeWeights(weights)
    const batch = { images, count, labels: Int32Array.of(0, 1, 2) }
    expect(difference(network.predict(images, count), program.predict(images, count))).toBeLessThan(1e-6)
    expect(difference(network.evaluate(batch).logits, program.evaluate(batch).logits)).toBeLessThan(1e-5)
    expect([...network.readWeights().keys()]).toEqual([...program.readWeights().keys()])
    program.dispose()
    network.dispose()
  })

  it('names the first weight that does not fit', async () => {
    const network = await (await open()).compileToAnswer(graph, 'float32', pictures)
    expect(() => network.writeWeights(new Map([...weights].slice(1)))).toThrow(problem('weightsDiffer', { name: 'conv1.weight', have: phrase('noTensor'), need: '6 × 3 × 3 × 3' }))
    network.dispose()
  })
})

describe('in bfloat16', () => {
  it('a layer and the gradients by it come out in float32, and near', async () => {
    const engine = await engines[0]!.open()
    const [exact, low] = [await opened(engine), await engine.compileToAnswer(graph, 'bfloat16', pictures)]
    low.writeWeights(weights)
    // Further back, a value within bfloat16's rounding of a ReLU's corner falls on the other side, as it may.
    const classesAsked = Int32Array.of(0, 1, 2)
    const [wanted, found] = [exact, low].map((network) => network.saliency(images, count, 'relu3', classesAsked)) as [Shown['saliency'], Shown['saliency']]
    for (const part of ['values', 'gradients'] as const) {
      const off = difference(found[part].data, wanted[part].data) / largest(wanted[part].data)
      expect(off).toBeGreaterThan(0)
      expect(off).toBeLessThan(0.02)
    }
    low.dispose()
    exact.dispose()
  })
})

describe('the two engines agree', () => {
  it('on what every layer of a network gives, and on the gradients by it', async () => {
    const both = await Promise.all(engines.map((engine) => engine.open()))
    await fc.assert(
      fc.asyncProperty(graphs, fc.nat(), async (any, seed) => {
        const { placed, classes: outputs, input } = factsOf(any)
        const networks = await Promise.all(both.map((engine) => engine.compileToAnswer(any, 'float32', samplePictures(any))))
        const disagreement = (attempt: number): string[] => {
          const source = random(seed, attempt)
          const start = sampleWeights(any, source)
          const { images: noise } = sampleBatch(any, 2, { images: 'floats', labels: 'indices' }, source)
          const chosen = Int32Array.of(source.below(outputs), source.below(outputs))
          const nodes = placed.map(({ node }) => node.id)
          const [ours, theirs] = networks.map((network) => {
            network.writeWeights(start)
            return { values: network.activations(noise, 2, nodes), saliency: network.saliency(noise, 2, nodes[0]!, chosen) }
          }) as [Shown, Shown]
          expect(ours.saliency.values.shape).toEqual(input)
          return [
            ...nodes.flatMap((node) => (near(ours.values.get(node)!, theirs.values.get(node)!) ? [] : [`values of ${node}`])),
            ...(near(ours.saliency.gradients, theirs.saliency.gradients) ? [] : ['gradients by the pictures']),
          ]
        }
        // A value within rounding of a ReLU's corner may fall on either side; a fault shows in other pictures too.
        const disagreements = disagreement(0).length ? disagreement(1) : []
        for (const network of networks) network.dispose()
        expect(disagreements).toEqual([])
      }),
      { numRuns: 15, seed: 5 },
    )
  })
})

interface Shown {
  values: ReadonlyMap<string, LayerValues>
  saliency: { values: LayerValues; gradients: LayerValues }
}

function near(one: LayerValues, other: LayerValues): boolean {
  return String(one.shape) === String(other.shape) && difference(one.data, other.data) <= 5e-5 * Math.max(1, largest(other.data))
}

/** Grad-CAM of each picture. */
function heats({ values, gradients }: Shown['saliency'], pictureCount: number): Float32Array[] {
  const [channels, height, width] = values.shape as [number, number, number]
  const size = sizeOf(values.shape)
  return Array.from({ length: pictureCount }, (_, i) =>
    gradCam({ channels, height, width, values: values.data.subarray(i * size, (i + 1) * size) }, gradients.data.subarray(i * size, (i + 1) * size)))
}
