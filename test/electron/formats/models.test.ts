import fc from 'fast-check'
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { openTensorFlow, type TensorFlowEngine } from '#electron/engine/tensorflow/engine'
import type { Readers, Subject } from '#electron/formats/format'
import { formats } from '#electron/formats/index'
import { onnxRules } from '#electron/formats/onnx/ops'
import { compare, tolerance } from '#electron/formats/verify'
import { answeringOf } from '#electron/trainer/export/asked'
import { random } from '#shared/base/random'
import type { ExportFormat } from '#shared/contract/export'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { presets } from '#shared/presets/index'
import { engineFolder } from '../../helpers/engine'
import { graphs } from '../../helpers/graphs'
import { sampleBatch, samplePictures, sampleWeights } from '../../helpers/samples'
import { temporaryFolder } from '../../helpers/studio'

let engine: TensorFlowEngine
beforeAll(() => {
  engine = openTensorFlow(engineFolder())
})

/** Exports a network with random weights, reads it back, and gives how far its answers are from the network's own. */
async function differenceOf(graph: Graph, format: ExportFormat, seed: number): Promise<number> {
  await using folder = await temporaryFolder()
  const source = random(seed)
  const facts = factsOf(graph)
  const [first, last] = [facts.placed[0]!.node.id, facts.placed.at(-1)!.node.id]
  const subject: Subject = { graph, weights: sampleWeights(graph, source), images: samplePictures(graph), classes: ['a', 'b'] }
  const network = await engine.compileToAnswer(graph, 'float32', subject.images)
  try {
    network.writeWeights(subject.weights)
    const count = 3
    const values = network.activations(sampleBatch(graph, count, { images: 'bytes', labels: 'indices' }, source).images, count, [first, last])
    const readers: Readers = { servingModel: engine.servingModel, openServing: engine.openServing, withWeights: (weights) => (network.writeWeights(weights), answeringOf(network, facts)) }
    await mkdir(folder.path, { recursive: true })
    for (const [name, parts] of Object.entries(formats[format].write(subject, readers))) await writeFile(join(folder.path, name), Buffer.concat(parts.map((part) => Buffer.from(part as Uint8Array))))
    const read = await formats[format].readBack(folder.path, subject, readers)
    const comparison = await compare(read, [{ count, input: values.get(first)!.data, answers: values.get(last)!.data }], () => Promise.resolve(false), () => undefined)
    await read.close()
    return comparison!.relative
  } finally {
    network.dispose()
  }
}

describe('an export', () => {
  it.each(['onnx', 'savedmodel'] as const)('as %s answers as the network does, for networks of any layers', async (format) => {
    await fc.assert(fc.asyncProperty(graphs, fc.nat(), async (graph, seed) => {
      expect(await differenceOf(graph, format, seed)).toBeLessThan(tolerance)
    }), { seed: 7, numRuns: 30 })
  })

  it.each(['safetensors', 'pytorch'] as const)('as %s holds the very bits, whatever the layers are called', async (format) => {
    await fc.assert(fc.asyncProperty(graphs, fc.nat(), async (graph, seed) => {
      const strange = { ...graph, nodes: graph.nodes.map((node, i) => ({ ...node, name: ['class', 'a.b', 'a', 'Größe!', '__proto__'][i] ?? node.name })) }
      expect(await differenceOf(strange, format, seed)).toBe(0)
    }), { seed: 7, numRuns: 5 })
  })

  it('holds residual networks and batch normalisation too', async () => {
    for (const format of ['onnx', 'savedmodel'] as const) expect(await differenceOf(presets['resnet-18'].build(32, 10), format, 1)).toBeLessThan(tolerance)
  })
})

it('as ONNX says a window that reaches past the map, bins of unequal size, and both kinds of GELU as the network computes them', async () => {
  const graph = (kind: string, params: Record<string, unknown>): Graph => ({
    format: 'vgg-studio-graph', version: 1, name: kind,
    nodes: [
      { id: 'in', kind: 'input', name: 'in', params: { channels: 2, height: 7, width: 6 } }, { id: 'x', kind, name: 'x', params }, { id: 'flat', kind: 'flatten', name: 'flat', params: {} },
      { id: 'out', kind: 'dense', name: 'out', params: { units: 3 } },
    ],
    edges: [{ from: 'in', to: 'x', port: 0 }, { from: 'x', to: 'flat', port: 0 }, { from: 'flat', to: 'out', port: 0 }],
  })
  for (const [kind, params] of [
    ['avgPool', { kernel: [3, 2], stride: [2, 2], padding: [1, 0], ceilMode: true }], ['maxPool', { kernel: [3, 3], stride: [2, 3], padding: 'same', ceilMode: true }],
    ['adaptiveAvgPool', { size: [3, 4] }], ['gelu', { tanh: true }], ['gelu', { tanh: false }], ['layerNorm', {}], ['groupNorm', { groups: 2 }], ['resize', { size: [5, 11] }], ['upsample', { scale: [2, 3] }],
  ] as const) expect(await differenceOf(graph(kind, params), 'onnx', 2)).toBeLessThan(tolerance)
})

it('in ONNX a bias belongs to a convolution or a linear layer', () => {
  expect(() => onnxRules.addBias(undefined as never, { name: 'x', shape: [3] }, { name: 'b', shape: [3] })).toThrow('x cannot take a bias')
})
