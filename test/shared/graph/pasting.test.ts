import { describe, expect, it } from 'vitest'
import { check } from '#shared/graph/check'
import type { Graph } from '#shared/graph/document'
import { applyAll } from '#shared/graph/edits'
import { parseGraph, showGraph } from '#shared/graph/parse'
import { partOf, pasting } from '#shared/graph/pasting'
import { presets } from '#shared/presets/index'
import { graphOf } from '../../helpers/documents'

const edgesOf = (graph: Graph) => graph.edges.map(({ from, to, port }) => `${from}>${to}${port ? `.${port}` : ''}`).sort()
const chain = graphOf([['in', 'input'], ['conv1', 'conv2d'], ['act', 'relu'], ['flat', 'flatten']], 'in>conv1', 'conv1>act', 'act>flat')
const residual = graphOf([['in', 'input'], ['conv1', 'conv2d'], ['act', 'relu'], ['sum', 'add'], ['flat', 'flatten']], 'in>conv1', 'conv1>act', 'act>sum', 'in>sum.1', 'sum>flat')
/** Through a text, as it goes through a clipboard. */
const carried = (graph: Graph, ids: readonly string[]) => parseGraph(showGraph(partOf(graph, ids)))
const paste = (into: Graph, part: Graph, after?: string) => applyAll(into, pasting(into, part, after).edits)

describe('layers that are copied and pasted', () => {
  it('go behind the layer that is selected, under names of their own', () => {
    const after = paste(chain, carried(chain, ['conv1', 'act']), 'act')
    expect(after.nodes.map(({ id }) => id)).toEqual(['in', 'conv1', 'act', 'conv2', 'act_2', 'flat'])
    expect(edgesOf(after)).toEqual(['act>conv2', 'act_2>flat', 'conv1>act', 'conv2>act_2', 'in>conv1'])
  })

  it('keep their branches, all fed by the layer before', () => {
    const after = paste(residual, carried(residual, ['conv1', 'act', 'sum']), 'sum')
    expect(edgesOf(after)).toEqual(['act>sum', 'act_2>sum_2', 'conv1>act', 'conv2>act_2', 'in>conv1', 'in>sum.1', 'sum>conv2', 'sum>sum_2.1', 'sum_2>flat'])
  })

  it('lie beside the rest where they have two ends, or there is nothing to follow', () => {
    const two = carried(residual, ['conv1', 'flat'])
    expect(edgesOf(paste(chain, two, 'act'))).toEqual(edgesOf(chain))
    expect(edgesOf(paste(chain, carried(chain, ['conv1', 'act'])))).toEqual([...edgesOf(chain), 'conv2>act_2'].sort())
  })

  it('keep settings and what nobody here knows', () => {
    const odd: Graph = { ...chain, nodes: chain.nodes.map((node) => (node.id === 'conv1' ? { ...node, params: { outChannels: 9 }, colour: 'red' } : node)) }
    expect(paste(chain, carried(odd, ['conv1']), 'act').nodes.find(({ id }) => id === 'conv2')).toEqual({ id: 'conv2', kind: 'conv2d', name: 'conv2', params: { outChannels: 9 }, colour: 'red' })
  })

  it('may be a whole network: its input stays behind where there is one, and comes along where there is none', () => {
    const lenet = presets['lenet-5'].build(32, 10)
    const empty: Graph = { ...chain, nodes: [], edges: [] }
    expect(check(paste(empty, lenet)).problems).toEqual(check(lenet).problems)
    expect(paste(lenet, lenet).nodes.filter(({ kind }) => kind === 'input')).toHaveLength(1)
  })

  it('of a sound network leave a sound network behind a layer of the same shape', () => {
    const vgg = presets['vgg16-bn'].build(32, 10)
    const ids = vgg.nodes.filter(({ name }) => ['features.3', 'features.4', 'features.5'].includes(name)).map(({ id }) => id)
    expect(check(paste(vgg, carried(vgg, ids), ids[2])).problems.filter(({ severity }) => severity === 'error')).toEqual([])
  })
})
