import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { StudioProblem } from '#shared/base/problem'
import { check } from '#shared/graph/check'
import { parseGraph, showGraph } from '#shared/graph/parse'
import type { Graph } from '#shared/graph/document'
import { presets } from '#shared/presets/index'
import { fuzzing, fuzzTimeout, mutated } from '../../electron/datasets/mutations'
import { documents, graphOf } from '../../helpers/documents'

/** The network of a file, or nothing when the file is refused as it should be: by a problem of its own. */
function readOrRefused(text: string): Graph | undefined {
  try {
    return parseGraph(text)
  } catch (thrown) {
    if (!(thrown instanceof StudioProblem)) throw thrown
    expect(thrown.code).toMatch(/^graph/)
    return undefined
  }
}

/** Whatever the network is, every problem is one line for a person, about a layer that is there. */
function isUnderstood(graph: Graph): void {
  const { problems } = check(graph, { classes: 10, channels: 3, batch: 128, memoryBytes: 8e9 })
  const ids = new Set(graph.nodes.map(({ id }) => id))
  expect(problems.filter(({ code, node, sentence, hint }) =>
    code === 'internal' || !/^[^\p{Cc}]+\.$/u.test(`${sentence} ${hint}`) || (node !== undefined && !ids.has(node)))).toEqual([])
}

describe('whatever is in it, a network never surprises', () => {
  it('in a file that was damaged', () => {
    const files = [
      presets['vgg16-bn-small'].build(32, 10),
      graphOf([['in', 'input', { height: 8 }], ['conv', 'conv2d', { kernel: [3, 5], padding: 'same' }], ['flat', 'flatten'], ['fc', 'dense', { units: 10 }]], 'in>conv', 'conv>flat', 'flat>fc'),
    ].map((graph) => Buffer.from(showGraph(graph)))
    fc.assert(fc.property(mutated(files), (bytes) => {
      const graph = readOrRefused(Buffer.from(bytes).toString('utf8'))
      if (graph) isUnderstood(graph)
    }), fuzzing(400))
  }, fuzzTimeout)

  it('with layers, settings, names and connections of any sort', () => {
    fc.assert(fc.property(documents, isUnderstood), { seed: 6, numRuns: 1000 })
  })

  it.each<[string, (i: number) => readonly [string, string], (i: number) => string | undefined]>([
    ['one behind the other', (i: number) => [`l${i}`, i % 2 ? 'relu' : 'dense'], (i: number) => `l${i - 1}>l${i}`],
    ['all connected to nothing', (i: number) => [`l${i}`, 'relu'], () => undefined],
    ['all fed by one', (i: number) => [`l${i}`, 'dense'], (i: number) => `l0>l${i}`],
    ['all feeding one', (i: number) => [`l${i}`, 'concat'], (i: number) => `l${i}>l0`],
    ['in one circle', (i: number) => [`l${i}`, 'relu'], (i: number) => `l${i}>l${(i + 1) % 10_000}`],
  ])('with ten thousand layers, %s', (_how, layer, edge) => {
    const numbers = Array.from({ length: 10_000 }, (_, i) => i)
    const graph = graphOf([['in', 'input'], ...numbers.map((i) => layer(i))], 'in>l0', ...numbers.slice(1).flatMap((i) => edge(i) ?? []))
    isUnderstood(graph)
    // All of one name, too: each gets a name of its own offered.
    const named = check({ ...graph, nodes: graph.nodes.map((node) => ({ ...node, name: 'layer' })) }).problems.filter(({ code }) => code === 'duplicateName')
    expect(new Set(named.map(({ fix }) => fix!.label)).size).toBe(10_000)
  })
})
