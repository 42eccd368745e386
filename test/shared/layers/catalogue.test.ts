import { describe, expect, it } from 'vitest'
import { spoken } from '#shared/base/phrase'
import type { Graph, LayerNode } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { layerKinds, type LayerKindName } from '#shared/layers/index'
import type { LayerKind } from '#shared/layers/layer'

const all = Object.entries(layerKinds) as unknown as [LayerKindName, LayerKind][]

describe('the catalogue', () => {
  it('gives each kind a label of its own', () => {
    expect(new Set(all.map(([, { label }]) => label)).size).toBe(all.length)
  })

  it('says in one line what each kind and each of its settings does', () => {
    const lines = all.flatMap(([, { help, fields }]) => [help, ...Object.values(fields).map((field) => field.help)])
    for (const line of lines) expect(line).toMatch(/^[A-Z0-9].{5,140}\.$/)
  })
})

/** A branch is the settings of a 1 × 1 convolution on the input of 4 × 8 × 6; `row` of its values is a vector. Their merge is the end. */
type Branch = Record<string, unknown> & { row?: boolean }

function ending(kind: LayerKindName, params: Record<string, unknown>, ...branches: Branch[]): Graph {
  const node = (id: string, is: LayerKindName, settings: Record<string, unknown> = {}): LayerNode => ({ id, kind: is, name: id, params: settings })
  const nodes = [node('in', 'input', { channels: 4, height: 8, width: 6 })]
  const edges: { from: string; to: string; port: number }[] = []
  branches.forEach(({ row, ...settings }, port) => {
    nodes.push(node(`branch${port}`, 'conv2d', { kernel: [1, 1], ...settings }))
    edges.push({ from: 'in', to: `branch${port}`, port: 0 })
    if (row) {
      nodes.push(node(`row${port}`, 'flatten'))
      edges.push({ from: `branch${port}`, to: `row${port}`, port: 0 })
    }
    edges.push({ from: row ? `row${port}` : `branch${port}`, to: 'here', port })
  })
  nodes.push(node('here', kind, params), node('flat', 'flatten'), node('fc', 'dense', { units: 2 }))
  edges.push({ from: 'here', to: 'flat', port: 0 }, { from: 'flat', to: 'fc', port: 0 })
  return { format: 'vgg-studio-graph', version: 1, name: 'net', nodes, edges }
}

const factsHere = (graph: Graph) => {
  const facts = factsOf(graph).layers.find(({ node }) => node.id === 'here')!
  return { ...facts, explanation: spoken(facts.explanation) }
}
const onePixel = { stride: [8, 6], padding: 'valid' }

describe('what is known of a layer', () => {
  it.each<[string, Graph, readonly number[], string]>([
    ['a group normalisation', ending('groupNorm', { groups: 3 }, { filters: 12 }), [12, 8, 6], '12 channels / 3 groups = 4 a group, 4 · 8 · 6 = 192 values that are normalised together; the shape stays 12 × 8 × 6'],
    ['a layer normalisation', ending('layerNorm', {}, { filters: 2 }), [2, 8, 6], 'the shape stays 2 × 8 × 6; 2 · 96 = 192 parameters, a scale and a shift for each value'],
    ['maps side by side', ending('concat', {}, { filters: 3 }, { filters: 5 }, { filters: 1 }), [9, 8, 6], 'channels 3 + 5 + 1 = 9; height and width stay 8 × 6'],
    ['vectors side by side', ending('concat', {}, { filters: 1, row: true }, { filters: 2, row: true }), [144], 'features 48 + 96 = 144'],
    ['a product', ending('multiply', {}, { filters: 3 }, { filters: 3 }), [3, 8, 6], '3 × 8 × 6 times 3 × 8 × 6 gives 3 × 8 × 6'],
    ['a map weighed by a map of one pixel', ending('multiply', {}, { filters: 3 }, { filters: 3, ...onePixel }), [3, 8, 6], '3 × 8 × 6 times 3 × 1 × 1 gives 3 × 8 × 6'],
    ['a map weighed by a vector', ending('multiply', {}, { filters: 3, ...onePixel, row: true }, { filters: 3 }), [3, 8, 6], '3 times 3 × 8 × 6 gives 3 × 8 × 6'],
    ['a spatial dropout', ending('spatialDropout', {}, { filters: 3 }), [3, 8, 6], 'the shape stays 3 × 8 × 6'],
    ['an activation', ending('gelu', {}, { filters: 3 }), [3, 8, 6], 'the shape stays 3 × 8 × 6'],
  ])('is its shape and how it comes about: %s', (_what, graph, output, explanation) => {
    expect(factsHere(graph)).toMatchObject({ output, explanation })
  })

  it('counts two parameters a channel for groups, two a value for layers', () => {
    expect(factsHere(ending('groupNorm', { groups: 1 }, { filters: 6 })).cost.parameters).toBe(12)
    expect(factsHere(ending('layerNorm', {}, { filters: 6 })).cost.parameters).toBe(2 * 6 * 48)
  })

  it.each([
    ['groups that do not divide the channels', ending('groupNorm', { groups: 5 }, { filters: 12 }), 'here cannot divide 12 channels into 5 equal groups.'],
    ['maps of different sizes side by side', ending('concat', {}, { filters: 3 }, { filters: 3, stride: [2, 2] }), 'here cannot put 3 × 8 × 6 and 3 × 4 × 3 side by side.'],
    ['a map and a vector side by side', ending('concat', {}, { filters: 3 }, { filters: 3, row: true }), 'here cannot put 3 × 8 × 6 and 144 side by side.'],
    ['one input alone', ending('concat', {}, { filters: 3 }), 'here needs 2 to 16 inputs, but has 1.'],
    ['seventeen inputs', ending('concat', {}, ...Array.from({ length: 17 }, () => ({ filters: 1 }))), 'here needs 2 to 16 inputs, but has 17.'],
    ['factors of different sizes', ending('multiply', {}, { filters: 3 }, { filters: 3, stride: [2, 2] }), 'here cannot multiply 3 × 8 × 6 by 3 × 4 × 3.'],
    ['weights for other channels', ending('multiply', {}, { filters: 3 }, { filters: 4, ...onePixel }), 'here cannot multiply 3 × 8 × 6 by 4 × 1 × 1.'],
    ['a vector of all values beside a map', ending('multiply', {}, { filters: 3 }, { filters: 3, row: true }), 'here cannot multiply 3 × 8 × 6 by 144.'],
    ['channels of a vector', ending('spatialDropout', {}, { filters: 3, row: true }), 'here works on a map (channels × height × width), but gets 144.'],
    ['a slope above 1', ending('leakyRelu', { slope: 2 }, { filters: 3 }), 'here: the setting slope must be at most 1.'],
  ])('refuses %s in a sentence', (_what, graph, sentence) => {
    expect(() => factsOf(graph)).toThrow(sentence)
  })
})
