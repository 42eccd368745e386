import fc from 'fast-check'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { pytorchSource } from '#shared/code/pytorch'
import type { Graph } from '#shared/graph/document'
import { modulePaths } from '#shared/graph/modules'
import { expectedWeights } from '#shared/graph/weights'
import { presets } from '#shared/presets/index'
import { graphOf } from '../../helpers/documents'
import { graphs } from '../../helpers/graphs'

/** Every way in which a layer is written: sides that differ, groups, vectors beside maps, names that Python has taken, a value that is wanted twice. */
const odd = graphOf(
  [
    ['in', 'input', { channels: 4, height: 9, width: 8 }],
    ['0', 'conv2d', { filters: 6, kernel: [2, 3], stride: [2, 1], groups: 2, bias: false }], ['keys', 'batchNorm', { fixedScale: true,  momentum: 0.2, epsilon: 1e-3 }], ['class', 'gelu', { tanh: true }],
    ['_a', 'maxPool', { kernel: [2, 2], stride: [2, 1], padding: 'same', ceilMode: true }], ['resized', 'resize', { size: [4, 5] }],
    ['squeeze', 'globalAveragePool'], ['row', 'flatten'], ['b', 'dense', { units: 6, bias: false }], ['norm', 'batchNorm', { fixedScale: true }], ['gate', 'sigmoid'],
    ['scaled', 'multiply'], ['side', 'conv2d', { filters: 6, kernel: [1, 1] }], ['sum', 'add'], ['both', 'concat'], ['layer', 'layerNorm'], ['flat', 'flatten'], ['fc', 'dense', { units: 3 }], ['end', 'softmax'],
  ],
  'in>0', '0>keys', 'keys>class', 'class>_a', '_a>resized', 'resized>squeeze', 'squeeze>row', 'row>b', 'b>norm', 'norm>gate', 'resized>scaled', 'gate>scaled.1',
  'resized>side', 'scaled>sum', 'side>sum.1', 'sum>both', 'resized>both.1', 'both>layer', 'layer>flat', 'flat>fc', 'fc>end')

const golden: readonly (readonly [string, Graph])[] = [
  ['vgg16-bn', presets['vgg16-bn'].build(32, 10)],
  ['lenet-5', presets['lenet-5'].build(32, 10)],
  ['resnet-18', presets['resnet-18'].build(32, 10)],
  ['odd', odd],
]

describe('PyTorch source', () => {
  it.each(golden)('of %s is as it was judged by PyTorch', async (name, graph) => {
    const file = join(import.meta.dirname, '..', '..', 'fixtures', 'code', `${name}.py`)
    await expect(pytorchSource(graph).text).toMatchFileSnapshot(file)
  })

  it('is there for every sound network, and says which lines speak of which layer', () => {
    fc.assert(fc.property(graphs, (graph) => {
      const { text, lines } = pytorchSource(graph)
      const written = text.split('\n')
      for (const { id } of graph.nodes) expect(lines.get(id)!.length, id).toBeGreaterThan(0)
      expect(Math.max(...[...lines.values()].flat())).toBeLessThan(written.length)
      // Each variable is set before it is read.
      const set = new Set(['x'])
      for (const line of written.slice(written.indexOf('    def forward(self, x):') + 1)) {
        const [, target, value] = /^ {8}(?:([xyz]\d*) = |return )(.*)$/.exec(line) ?? []
        if (value === undefined) continue
        for (const [name] of value.matchAll(/\b[xyz]\d*\b/g)) expect(set, line).toContain(name)
        if (target) set.add(target)
      }
    }), { numRuns: 200, seed: 5 })
  })

  it('is not there for a network that is not sound: the problem is told', () => {
    expect(() => pytorchSource({ ...odd, edges: odd.edges.slice(1) })).toThrow(/are not connected to the input/)
  })
})

describe('module paths', () => {
  it('keep what PyTorch takes, and change the rest so that all differ', () => {
    const names = ['features.0', 'a', 'a.b', 'class', 'layer.forward', '_x', '', 'ä', 'ö', 'a_b', '0', 'conv 1']
    const paths = modulePaths(names)
    expect([...paths]).toEqual(expect.arrayContaining([['features.0', 'features.0'], ['a', 'a'], ['0', '0'], ['a_b', 'a_b'], ['class', 'class_'], ['conv 1', 'conv_1']]))
    expect(new Set(paths.values()).size).toBe(names.length)
    for (const path of paths.values()) expect(path).toMatch(/^[A-Za-z0-9]\w*([.][A-Za-z0-9]\w*)*$/)
    // None lies inside another one that is a layer itself.
    for (const path of paths.values()) for (const other of paths.values()) expect(other.startsWith(`${path}.`)).toBe(false)
  })

  it('name every tensor of a network differently', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.string({ maxLength: 6 }), { maxLength: 12 }), (names) => {
      const paths = modulePaths(names)
      expect(new Set(paths.values()).size).toBe(names.length)
    }))
    expect(expectedWeights(odd).length).toBeGreaterThan(5)
  })
})
