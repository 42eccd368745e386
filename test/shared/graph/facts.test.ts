import { describe, expect, it } from 'vitest'
import { spoken } from '#shared/base/phrase'
import { factsOf } from '#shared/graph/facts'
import { order } from '#shared/graph/order'
import { chain, type Link } from '#shared/presets/chain'
import { graphOf } from '../../helpers/documents'

const input: Link = ['input', 'input', { height: 8, width: 8 }]
const sound = (...links: Link[]) => chain('net', [input, ...links, ['flatten', 'flatten'], ['fc', 'dense', { units: 10 }]])

describe('the facts of a network', () => {
  it('give shapes, parameters and multiply-adds of each layer', () => {
    const { layers, total, classes } = factsOf(sound(['conv', 'conv2d', { filters: 4, kernel: [3, 5], stride: [2, 1], padding: [1, 2] }], ['pool', 'maxPool']))
    expect(layers.map(({ output }) => output)).toEqual([[3, 8, 8], [4, 4, 8], [4, 2, 4], [32], [10]])
    expect(layers[1]!.cost).toMatchObject({ parameters: 4 * 3 * 3 * 5 + 4, multiplyAdds: 4 * 3 * 3 * 5 * 4 * 8 })
    expect(total.parameters).toBe(184 + 330)
    expect(classes).toBe(10)
  })

  it("explain output sizes in the layer's own numbers", () => {
    const { layers } = factsOf(sound(['conv', 'conv2d', { filters: 4, kernel: [3, 5], stride: [2, 1], padding: [1, 2] }]))
    expect(spoken(layers[1]!.explanation)).toBe('height ⌊(8 + 2·1 − 3) / 2⌋ + 1 = 4, width ⌊(8 + 2·2 − 5) / 1⌋ + 1 = 8; channels = filters = 4')
    expect(spoken(layers[3]!.explanation)).toBe('128 features × 10 units + 10 biases = 1290 parameters')
  })

  it("pad 'same' with the odd pixel at the end, as PyTorch does", () => {
    const { layers } = factsOf(sound(['conv', 'conv2d', { filters: 1, kernel: [4, 4], padding: 'same' }]))
    expect(layers[1]!.output).toEqual([1, 8, 8])
    expect(spoken(layers[1]!.explanation)).toMatch(/⌊\(8 \+ 1 \+ 2 − 4\) \/ 1⌋ \+ 1 = 8/)
  })

  it('take branches that meet again', () => {
    const graph = graphOf([['in', 'input', { height: 4, width: 4 }], ['a', 'conv2d', { filters: 3 }], ['sum', 'add'], ['flat', 'flatten'], ['fc', 'dense', { units: 2 }]],
      'in>a', 'a>sum', 'in>sum.1', 'sum>flat', 'flat>fc')
    expect(factsOf(graph).layers.map(({ node }) => node.id)).toEqual(['in', 'a', 'sum', 'flat', 'fc'])
  })

  it.each([
    ['a circle', graphOf([['in', 'input'], ['a', 'relu'], ['b', 'relu']], 'a>b', 'b>a'), /runs in a circle through a/],
    ['a connection to nowhere', graphOf([['in', 'input'], ['a', 'relu']], 'in>a', 'a>ghost'), /A connection goes from a to ghost/],
    ['an input that is not connected', graphOf([['in', 'input'], ['sum', 'add']], 'in>sum'), /sum needs 2 inputs, but has 1/],
    ['a port that is taken twice', graphOf([['in', 'input'], ['a', 'relu']], 'in>a', 'in>a'), /a needs 1 input, but has 2/],
    ['two ends', graphOf([['in', 'input'], ['a', 'relu'], ['b', 'relu']], 'in>a', 'in>b'), /these lead nowhere: a, b/],
    ['no input', graphOf([]), /has one input layer, this one has 0/],
    ['two inputs', graphOf([['in', 'input'], ['too', 'input']]), /has one input layer, this one has 2/],
    ['a linear layer on a map', chain('net', [input, ['fc', 'dense']]), /fc works on a vector of features, but gets a map of 3 × 8 × 8/],
    ['a convolution on a vector', sound(['flat0', 'flatten'], ['conv', 'conv2d']), /conv works on a map .*, but gets 192/],
    ['a window larger than its map', sound(['pool', 'maxPool', { kernel: [9, 2] }]), /pool has a kernel of 9 × 2, but its input is only 8 × 8/],
    ['an end that is a map', chain('net', [input, ['relu', 'relu']]), /ends in relu with 3 × 8 × 8/],
    ['a softmax in the middle', sound(['flat0', 'flatten'], ['soft', 'softmax'], ['last', 'dense']), /soft stands in the middle/],
    ['maps that cannot be added', graphOf([['in', 'input'], ['a', 'conv2d', { filters: 4 }], ['sum', 'add']], 'in>sum', 'in>a', 'a>sum.1'), /sum cannot add 3 × 32 × 32 and 4 × 32 × 32/],
    ['a setting out of its limits', sound(['conv', 'conv2d', { filters: 0 }]), /conv: the setting filters must be at least 1/],
    ['a setting that is no whole number', sound(['conv', 'conv2d', { filters: 1.5 }]), /conv: the setting filters must be a whole number/],
    ['a setting that does not exist', sound(['conv', 'conv2d', { filtres: 3 }]), /conv: the setting filtres is not a setting of this kind/],
    ['two layers of one name', sound(['fc', 'relu']), /Two layers have the same id, fc/],
  ])('refuse %s, naming the layer', (_what, graph, sentence) => {
    expect(() => factsOf(graph)).toThrow(sentence)
  })

  it('are found for ten thousand layers in a row', () => {
    const deep = sound(...Array.from({ length: 10_000 }, (_, i): Link => [`relu${i}`, 'relu']))
    expect(order(deep)).toHaveLength(10_003)
    expect(factsOf(deep).classes).toBe(10)
  })
})
