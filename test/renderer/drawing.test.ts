import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { check } from '#shared/graph/check'
import type { Graph } from '#shared/graph/document'
import { presets, type PresetName } from '#shared/presets/index'
import { drawNetwork, keeping, type Drawing } from '#renderer/places/model/drawing/drawing'
import { layersOf } from '#renderer/places/model/drawing/cards'
import { taperOf } from '#renderer/places/model/drawing/taper'
import { graphs } from '../helpers/graphs'

const laptop = 916
const preset = (name: PresetName) => presets[name].build(presets[name].size, 10)
const draw = (graph: Graph, open: readonly string[] = [], width = laptop) => drawNetwork(check(graph), { open: new Set(open), width })
const named = (drawing: Drawing, column: number) => drawing.items.filter((one) => one.column === column && one.lane === 0).map(({ item }) => (item.is === 'card' ? item.card.main.name : `${item.block.name} …`))

describe('the drawing of a network', () => {
  it("reads VGG16-BN as six stages that fit a laptop's window", () => {
    const drawing = draw(preset('vgg16-bn'))
    expect(drawing.columns.map(({ column }) => column.head)).toEqual(['32 × 32', '16 × 16', '8 × 8', '4 × 4', '2 × 2', '1 × 1'])
    expect(drawing.width).toBeLessThanOrEqual(laptop)
    expect(drawing.lines.every(({ kind }) => kind === 'main')).toBe(true)
  })

  it('keeps what stands as it stood before', () => {
    const before = draw(preset('vgg16-bn'))
    const graph = preset('vgg16-bn')
    const wider = { ...graph, nodes: graph.nodes.map((node) => (node.name === 'features.0' ? { ...node, params: { ...node.params, filters: 32 } } : node)) }
    const after = keeping(before, draw(wider))
    expect(after).toEqual(draw(wider))
    expect(after.items.filter((one) => !before.items.includes(one)).map(({ item }) => item.is === 'card' && item.card.main.name)).toEqual(['features.0'])
    expect(keeping(undefined, before)).toEqual(before)
  })

  it('begins a stage with the layer that changes the size', () => {
    expect(named(draw(preset('vgg16-bn')), 1)).toEqual(['features.6', 'features.7', 'features.10'])
  })

  it('folds normalisation and activation into their convolution, and every layer is on one card', () => {
    const graph = preset('vgg16-bn')
    const cards = draw(graph).items.flatMap(({ item }) => (item.is === 'card' ? [item.card] : []))
    expect(layersOf(cards.find(({ main }) => main.name === 'features.3')!).map(({ name }) => name)).toEqual(['features.3', 'features.4', 'features.5'])
    expect(cards.flatMap(layersOf).map(({ id }) => id).sort()).toEqual(graph.nodes.map(({ id }) => id).sort())
  })

  it('draws a projection beside the main lane and an identity as a line alone', () => {
    const drawing = draw(preset('resnet-18'))
    const beside = drawing.items.filter(({ lane }) => lane > 0).map(({ item }) => item.id)
    expect(beside).toEqual(['layer2.0.shortcut.0', 'layer3.0.shortcut.0', 'layer4.0.shortcut.0'])
    const identity = drawing.lines.find(({ from, to }) => from === 'layer2.0.add' && to === 'layer2.1.add')
    expect(identity).toMatchObject({ kind: 'side', dot: {} })
  })

  it('closes equal blocks in a row into a card each, and opens the one that is wanted', () => {
    const closed = draw(preset('resnet-18'))
    expect(named(closed, 0)).toEqual(['input', 'conv1', 'layer1.0 …', 'layer1.1 …'])
    const open = draw(preset('resnet-18'), ['layer1.1.add'])
    expect(named(open, 0)).toEqual(['input', 'conv1', 'layer1.0 …', 'layer1.1.conv1', 'layer1.1.conv2', 'layer1.1.add'])
    expect(named(draw(preset('resnet-18'), [], 4000), 0).slice(2, 5)).toEqual(['layer1.0.conv1', 'layer1.0.conv2', 'layer1.0.add'])
  })

  it('puts what no pictures reach into a column of its own', () => {
    const graph = preset('lenet-5')
    const drawing = draw({ ...graph, nodes: [...graph.nodes, { id: 'alone', kind: 'relu', name: 'alone', params: {} }] })
    expect(drawing.columns.at(-1)!.column).toMatchObject({ loose: true })
    expect(named(drawing, drawing.columns.length - 1)).toEqual(['alone'])
  })

  it('draws a circle as a way back, and every layer still once', () => {
    const graph = preset('lenet-5')
    const [, first, , last] = graph.nodes
    const drawing = draw({ ...graph, edges: [...graph.edges, { from: last!.id, to: first!.id, port: 1 }] })
    expect(drawing.lines.some(({ kind }) => kind === 'back')).toBe(true)
    expect(new Set(drawing.items.map(({ item }) => item.id)).size).toBe(drawing.items.length)
  })

  it.each(Object.keys(presets) as PresetName[])('lays no item of %s over another', (name) => {
    expect(overlaps(draw(preset(name), [], 1300))).toEqual([])
  })

  it('draws any network: every layer once, no item over another', () => {
    fc.assert(fc.property(graphs, (graph) => {
      const drawing = draw(graph)
      expect(overlaps(drawing)).toEqual([])
      const layers = drawing.items.flatMap(({ item }) => (item.is === 'card' ? layersOf(item.card) : item.block.cards.flatMap(layersOf)))
      expect(layers.map(({ id }) => id).sort()).toEqual(graph.nodes.map(({ id }) => id).sort())
    }), { numRuns: 300, seed: 1 })
  })

  it('makes the slabs of the taper lower as the maps shrink', () => {
    const slabs = taperOf(draw(preset('vgg16-bn')), { height: 112, scale: 1, large: false })
    const heights = ['features.0', 'features.7', 'features.14', 'features.24', 'features.34'].map((name) => slabs.find(({ id }) => id.endsWith(name))!.height)
    expect(heights).toEqual([...heights].sort((a, b) => b - a))
    expect(Math.max(...slabs.map(({ y, height }) => y + height))).toBeLessThanOrEqual(112)
  })
})

function overlaps({ items }: Drawing): string[] {
  return items.flatMap((a, index) => items.slice(index + 1).flatMap((b) =>
    a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height ? [`${a.item.id} over ${b.item.id}`] : []))
}
