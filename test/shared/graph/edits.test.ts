import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Graph } from '#shared/graph/document'
import { apply, applyAll, invert, type Edit } from '#shared/graph/edits'
import { insertion, Network, removal, repetition } from '#shared/graph/editing'
import { showGraph } from '#shared/graph/parse'
import { documents, editOf, graphOf, wishes, type Wish } from '../../helpers/documents'

/** Does what is wished for, and keeps each network with the edit that led to the next. */
function done(start: Graph, wanted: readonly Wish[]): { graphs: Graph[]; edits: Edit[] } {
  const [graphs, edits]: [Graph[], Edit[]] = [[start], []]
  for (const wish of wanted) {
    const edit = editOf(graphs.at(-1)!, wish)
    if (!edit) continue
    edits.push(edit)
    graphs.push(apply(graphs.at(-1)!, edit))
  }
  return { graphs, edits }
}

describe('edits', () => {
  it('undone give the document of before to the last character, and done again the one of after', () => {
    fc.assert(fc.property(documents, wishes, (start, wanted) => {
      const { graphs, edits } = done(start, wanted)
      const texts = graphs.map(showGraph)
      let now = graphs.at(-1)!
      const redo: Edit[] = []
      for (let step = edits.length - 1; step >= 0; step--) {
        const back = invert(graphs[step]!, edits[step]!)
        redo.unshift(invert(now, back))
        now = apply(now, back)
        expect(showGraph(now)).toBe(texts[step])
      }
      redo.forEach((edit, step) => {
        now = apply(now, edit)
        expect(showGraph(now)).toBe(texts[step + 1])
      })
    }), { seed: 4, numRuns: 1000 })
  })

  it('in a group are undone as one, also when they went through a message', () => {
    fc.assert(fc.property(documents, wishes, (start, wanted) => {
      const { graphs, edits } = done(start, wanted)
      const group = JSON.parse(JSON.stringify({ type: 'group', edits })) as Edit
      const after = apply(start, group)
      expect(showGraph(after)).toBe(showGraph(graphs.at(-1)!))
      expect(showGraph(apply(after, invert(start, group)))).toBe(showGraph(start))
    }), { seed: 5, numRuns: 300 })
  })

  it('leave what they do not touch as the same objects', () => {
    const graph = graphOf([['in', 'input'], ['a', 'relu'], ['b', 'relu']], 'in>a', 'a>b')
    const after = apply(graph, { type: 'rename', node: 'a', name: 'features.0' })
    expect(after.nodes.map((node, i) => node === graph.nodes[i])).toEqual([true, false, true])
    expect(after.edges).toBe(graph.edges)
  })

  it.each<[string, Edit]>([
    ['a layer', { type: 'rename', node: 'ghost', name: 'x' }],
    ['a layer to set', { type: 'set', node: 'ghost', field: 'rate', value: 1 }],
    ['a layer at a place where another is', { type: 'remove', node: 'a', at: 0 }],
    ['a connection', { type: 'disconnect', edge: { from: 'a', to: 'in', port: 0 } }],
  ])('that speak of %s that is not there are refused', (_what, edit) => {
    const graph = graphOf([['in', 'input'], ['a', 'relu']], 'in>a')
    expect(() => apply(graph, edit)).toThrow(expect.objectContaining({ code: 'noSuchPart' }))
    expect(() => invert(graph, edit)).toThrow(/^The network has no (layer|connection)/)
  })
})

const edgesOf = (graph: Graph) => graph.edges.map(({ from, to, port }) => `${from}>${to}${port ? `.${port}` : ''}`).sort()
const chainOf = graphOf([['in', 'input'], ['a', 'conv2d'], ['b', 'relu'], ['sum', 'add']], 'in>a', 'a>b', 'b>sum', 'a>sum.1')

describe('removing layers', () => {
  it('heals the chain: what fed a layer feeds what followed it', () => {
    expect(edgesOf(applyAll(chainOf, removal(chainOf, ['a'])))).toEqual(['b>sum', 'in>b', 'in>sum.1'])
    expect(edgesOf(applyAll(chainOf, removal(chainOf, ['a', 'b'])))).toEqual(['in>sum', 'in>sum.1'])
  })

  it('leaves a gap where two branches met, and forgets where the layer was drawn', () => {
    const placed = { ...chainOf, layout: { in: { x: 0, y: 0 }, sum: { x: 1, y: 1 } } }
    const after = applyAll(placed, removal(placed, ['sum']))
    expect(edgesOf(after)).toEqual(['a>b', 'in>a'])
    expect(after.layout).toEqual({ in: { x: 0, y: 0 } })
  })
})

describe('putting layers in', () => {
  it('leads a connection through the new layer', () => {
    const node = new Network(chainOf).newNode('dropout', 'b', { rate: 0.1 })
    const after = applyAll(chainOf, insertion(chainOf, { from: 'a', to: 'sum', port: 1 }, node))
    expect(edgesOf(after)).toEqual(['a>b', 'a>b_2', 'b>sum', 'b_2>sum.1', 'in>a'])
    expect(after.nodes.map(({ id }) => id)).toEqual(['in', 'a', 'b', 'b_2', 'sum'])
  })

  it('repeats a part with its branches, feeding each copy from the one before', () => {
    const graph = graphOf([['in', 'input'], ['conv1', 'conv2d'], ['act', 'relu'], ['sum', 'add'], ['flat', 'flatten']], 'in>conv1', 'conv1>act', 'act>sum', 'in>sum.1', 'sum>flat')
    const after = applyAll(graph, repetition(graph, ['conv1', 'act', 'sum'], 2))
    expect(after.nodes.map(({ name }) => name)).toEqual(['in', 'conv1', 'act', 'sum', 'conv2', 'act_2', 'sum_2', 'conv3', 'act_3', 'sum_3', 'flat'])
    expect(edgesOf(after)).toEqual([
      'act>sum', 'act_2>sum_2', 'act_3>sum_3', 'conv1>act', 'conv2>act_2', 'conv3>act_3',
      'in>conv1', 'in>sum.1', 'sum>conv2', 'sum>sum_2.1', 'sum_2>conv3', 'sum_2>sum_3.1', 'sum_3>flat',
    ])
  })

  it('refuses to repeat what has two ways out', () => {
    expect(() => repetition(chainOf, ['a', 'b'], 1)).toThrow(expect.objectContaining({ code: 'cannotRepeat', sentence: expect.stringContaining('with a, b cannot') as string }))
  })

  it('finds a free name for each of a thousand copies', () => {
    const network = new Network(graphOf([['conv7', 'conv2d'], ['conv8', 'conv2d']]))
    const names = Array.from({ length: 1000 }, () => network.newName('conv7'))
    expect(names.slice(0, 3)).toEqual(['conv9', 'conv10', 'conv11'])
    expect(new Set(names).size).toBe(1000)
  })
})
