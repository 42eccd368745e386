import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Graph } from '#shared/graph/document'
import { spoken } from '#shared/base/phrase'
import { matchInWords } from '#shared/graph/matchInWords'
import { matchWeights, type GivenShapes } from '#shared/graph/matching'
import { expectedWeights } from '#shared/graph/weights'
import type { Shape } from '#shared/ops/ops'
import { chain } from '#shared/presets/chain'
import { presetFor } from '#shared/presets/fitting'
import { presets } from '#shared/presets/index'

/** Names and shapes of torchvision's own networks, in the order of their state dicts; make.py beside the file has them from torchvision. */
const torchvision = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'torchvision', 'shapes.json'), 'utf8')) as Record<string, Record<string, Shape>>
const given = (tensors: Record<string, Shape>): Map<string, { shape: Shape }> => new Map(Object.entries(tensors).map(([name, shape]) => [name, { shape }]))
const renamed = (tensors: GivenShapes, name: (name: string) => string) => new Map([...tensors].map(([old, tensor]) => [name(old), tensor]))
const alphabetical = (tensors: GivenShapes) => new Map([...tensors].sort(([a], [b]) => (a < b ? -1 : 1)))
const own = (graph: Graph) => new Map(expectedWeights(graph).map(({ name, shape }) => [name, { shape }]))
const match = (graph: Graph, tensors: GivenShapes) => matchWeights(expectedWeights(graph), tensors)
const words = (graph: Graph, tensors: GivenShapes) => spoken(matchInWords(match(graph, tensors)))

const small = chain('small', [
  ['input', 'input', { channels: 3, height: 8, width: 8 }],
  ['first', 'conv2d', { filters: 4, padding: [1, 1] }], ['norm', 'batchNorm'], ['relu', 'relu'],
  ['flatten', 'flatten'], ['head', 'dense', { units: 10 }],
])

describe('the weights of a file', () => {
  it('of the network itself are taken whole, and nothing is left on either side', () => {
    const graph = presets['resnet-18'].build(32, 10)
    const all = own(graph)
    expect(match(graph, all)).toEqual({ taken: [...all.keys()].map((name) => ({ name, from: name })), left: [], unused: [] })
    expect(spoken(matchInWords(match(small, own(small))))).toBe('taken 8 of 8')
  })

  it.each([['vgg16', presets.vgg16], ['vgg16_bn', presets['vgg16-bn-224']]])("of torchvision's %s are taken by their names, but for a head of other classes", (name, { build, size }) => {
    const file = given(torchvision[name]!)
    expect(match(build(size, 1000), file)).toMatchObject({ left: [], unused: [] })
    const ten = match(build(size, 10), file)
    expect(ten.left.map((tensor) => [tensor.name, tensor.why])).toEqual([['classifier.6.weight', 'shape'], ['classifier.6.bias', 'shape']])
    expect(spoken(matchInWords(ten))).toBe(`taken ${ten.taken.length} of ${ten.taken.length + 2}; classifier.6.weight, classifier.6.bias at random: 10 classes instead of 1000`)
  })

  it("of torchvision's ResNet-18 go to the names of ours; its larger first layer and its classes do not fit", () => {
    const found = match(presets['resnet-18'].build(32, 10), given(torchvision.resnet18!))
    expect(found.taken).toHaveLength(122 - 20 - 3)
    expect(found.taken).toContainEqual({ name: 'layer2.0.shortcut.1.running_var', from: 'layer2.0.downsample.1.running_var' })
    expect(found.unused).toEqual([])
    expect(spoken(matchInWords(found))).toBe(
      'taken 99 of 102; conv1.weight at random: 64 × 3 × 3 × 3 instead of 64 × 3 × 7 × 7; linear.weight, linear.bias at random: 10 classes instead of 1000',
    )
  })

  it('are found behind what wrappers put before every name', () => {
    const graph = presets['resnet-18'].build(32, 10)
    for (const before of ['module.', 'model.backbone.']) expect(match(graph, renamed(own(graph), (name) => before + name))).toMatchObject({ left: [], unused: [] })
    expect(match(graph, renamed(given(torchvision.resnet18!), (name) => `module.${name}`)).taken).toHaveLength(99)
  })

  it('go without normalisation to the convolutions of a network with it, by the order of the layers', () => {
    const graph = presets['vgg16-bn-224'].build(224, 1000)
    for (const file of [given(torchvision.vgg16!), alphabetical(given(torchvision.vgg16!))]) {
      const found = match(graph, file)
      expect(found.taken).toHaveLength(32)
      expect(found.taken).toContainEqual({ name: 'features.40.weight', from: 'features.28.weight' })
      expect(found.left).toHaveLength(13 * 4)
      expect(new Set(found.left.map(({ why }) => why))).toEqual(new Set(['missing']))
      expect(found.unused).toEqual([])
    }
    const back = match(presets.vgg16.build(224, 1000), given(torchvision.vgg16_bn!))
    expect(back.taken).toHaveLength(32)
    expect(back.left).toEqual([])
    expect(spoken(matchInWords(back))).toMatch(/^taken 32 of 32; not used of the file: features\.1\.weight, .* and 48 more$/)
  })

  it('go by order to layers of wholly other names, with their normalisation', () => {
    const other = chain('other', [
      ['input', 'input', { channels: 3, height: 8, width: 8 }],
      ['a', 'conv2d', { filters: 4, padding: [1, 1] }], ['b', 'batchNorm'], ['relu', 'relu'],
      ['flatten', 'flatten'], ['c', 'dense', { units: 10 }],
    ])
    expect(match(other, own(small)).taken).toEqual([...own(other).keys()].map((name) => ({ name, from: name.replace(/^a/, 'first').replace(/^b/, 'norm').replace(/^c/, 'head') })))
  })

  it('of a kernel that does not fit leave its whole layer at random, a bias of the right length too', () => {
    const found = match(small, own(small).set('head.weight', { shape: [10, 64] }))
    expect(found.left).toEqual([
      { name: 'head.weight', shape: [10, 256], found: { name: 'head.weight', shape: [10, 64] }, why: 'shape' },
      { name: 'head.bias', shape: [10], found: { name: 'head.bias', shape: [10] }, why: 'layer' },
    ])
    expect(spoken(matchInWords(found))).toBe('taken 6 of 8; head.weight, head.bias at random: 10 × 256 instead of 10 × 64')
  })

  it('may lack some, and have more than the network: both are said', () => {
    const file = own(small).set('extra.weight', { shape: [2] })
    file.delete('norm.running_mean')
    file.delete('norm.running_var')
    expect(words(small, file)).toBe('taken 6 of 8; norm.running_mean, norm.running_var at random: not in the file; not used of the file: extra.weight')
  })

  it('of which no kernel fits are not taken at all', () => {
    const found = match(small, given({ 'first.weight': [8, 3, 3, 3], 'first.bias': [8], 'norm.weight': [4], 'head.weight': [3, 9] }))
    expect(found.taken).toEqual([])
    expect(found.left).toHaveLength(8)
    expect(match(small, given({})).taken).toEqual([])
    // Much of the lengths of a larger ResNet's normalisation is that of ours, and means nothing.
    expect(match(presets['vgg11-bn'].build(32, 10), given(torchvision.resnet50!)).taken).toEqual([])
  })
})

describe('the preset that a file fits', () => {
  it.each([['vgg16', 'vgg16'], ['vgg16_bn', 'vgg16-bn-224'], ['resnet18', 'resnet-18-224']])('is found with its classes: %s', (name, preset) => {
    expect(presetFor(given(torchvision[name]!))).toMatchObject({ preset, size: 224, classes: 1000 })
    expect(presetFor(alphabetical(renamed(given(torchvision[name]!), (tensor) => `module.${tensor}`)))).toMatchObject({ preset, classes: 1000 })
  })

  it.each(['vgg16-bn-small', 'resnet-18', 'resnet-18-224', 'vgg16-tutorial', 'fast-94', 'lenet-5'] as const)('is the one of its own names: %s', (name) => {
    expect(presetFor(own(presets[name].build(presets[name].size, 7)))).toMatchObject({ preset: name, classes: 7 })
  })

  it('is none where tensors stay over on either side', () => {
    expect(presetFor(given(torchvision.resnet50!))).toBeUndefined()
    expect(presetFor(own(small))).toBeUndefined()
  })
})
