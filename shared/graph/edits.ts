import { phrase } from '../base/phrase'
import { problem } from '../base/problem'
import type { Edge, Graph, Layout, LayerNode } from './document'

/**
 * A change of a network's document, as plain data: it can be undone exactly, sent and stored. `at` is a place in the list of layers or
 * connections; without it things are added at the end and the first that fits is removed.
 */
export type Edit =
  | { readonly type: 'add'; readonly node: LayerNode; readonly at?: number }
  /** Removes a layer alone; `removal` in editing.ts takes its connections along. */
  | { readonly type: 'remove'; readonly node: string; readonly at?: number }
  | { readonly type: 'connect'; readonly edge: Edge; readonly at?: number }
  | { readonly type: 'disconnect'; readonly edge: Edge; readonly at?: number }
  | { readonly type: 'set'; readonly node: string; readonly field: string; readonly value: unknown }
  /** All settings of a layer at once. */
  | { readonly type: 'params'; readonly node: string; readonly params: Readonly<Record<string, unknown>> }
  | { readonly type: 'rename'; readonly node: string; readonly name: string }
  | { readonly type: 'move'; readonly node: string; readonly to: { readonly x: number; readonly y: number } }
  /** The places of all layers at once; without it none has a place. */
  | { readonly type: 'layout'; readonly layout?: Layout }
  /** Several edits that are done and undone as one. */
  | { readonly type: 'group'; readonly edits: readonly Edit[] }

/** The network after the edit. What the edit does not touch is the same object. Throws noSuchPart when it speaks of a layer or connection that is not there. */
export function apply(graph: Graph, edit: Edit): Graph {
  switch (edit.type) {
    case 'add':
      return { ...graph, nodes: graph.nodes.toSpliced(edit.at ?? graph.nodes.length, 0, edit.node) }
    case 'remove':
      return { ...graph, nodes: graph.nodes.toSpliced(placeOfNode(graph, edit), 1) }
    case 'connect':
      return { ...graph, edges: graph.edges.toSpliced(edit.at ?? graph.edges.length, 0, edit.edge) }
    case 'disconnect':
      return { ...graph, edges: graph.edges.toSpliced(placeOfEdge(graph, edit), 1) }
    case 'set':
      return changed(graph, edit.node, ({ params }) => ({ params: { ...params, [edit.field]: edit.value } }))
    case 'params':
      return changed(graph, edit.node, () => ({ params: edit.params }))
    case 'rename':
      return changed(graph, edit.node, () => ({ name: edit.name }))
    case 'move':
      return { ...graph, layout: { ...graph.layout, [edit.node]: edit.to } }
    case 'layout': {
      const { layout: _old, ...rest } = graph
      return edit.layout ? { ...graph, layout: edit.layout } : rest
    }
    case 'group':
      return applyAll(graph, edit.edits)
  }
}

/** The network after these edits, one after the other. */
export function applyAll(graph: Graph, edits: readonly Edit[]): Graph {
  return edits.reduce(apply, graph)
}

/** The edit that takes `edit` back: apply(apply(graph, edit), invert(graph, edit)) is the document of before, to the last character of its file. */
export function invert(graph: Graph, edit: Edit): Edit {
  switch (edit.type) {
    case 'add':
      return { type: 'remove', node: edit.node.id, at: landing(edit.at, graph.nodes.length) }
    case 'remove': {
      const at = placeOfNode(graph, edit)
      return { type: 'add', node: graph.nodes[at]!, at }
    }
    case 'connect':
      return { type: 'disconnect', edge: edit.edge, at: landing(edit.at, graph.edges.length) }
    case 'disconnect': {
      const at = placeOfEdge(graph, edit)
      return { type: 'connect', edge: graph.edges[at]!, at }
    }
    case 'set': {
      const { params } = nodeOf(graph, edit.node)
      if (Object.hasOwn(params, edit.field)) return { type: 'set', node: edit.node, field: edit.field, value: params[edit.field] }
      return { type: 'params', node: edit.node, params }
    }
    case 'params':
      return { type: 'params', node: edit.node, params: nodeOf(graph, edit.node).params }
    case 'rename':
      return { type: 'rename', node: edit.node, name: nodeOf(graph, edit.node).name }
    case 'move': {
      const { layout } = graph
      if (layout && Object.hasOwn(layout, edit.node)) return { type: 'move', node: edit.node, to: layout[edit.node]! }
      return layoutEdit(layout)
    }
    case 'layout':
      return layoutEdit(graph.layout)
    case 'group': {
      const back: Edit[] = []
      let at = graph
      for (const step of edit.edits) {
        back.unshift(invert(at, step))
        at = apply(at, step)
      }
      return { type: 'group', edits: back }
    }
  }
}

const layoutEdit = (layout: Layout | undefined): Edit => (layout ? { type: 'layout', layout } : { type: 'layout' })

/** Where toSpliced puts something. */
function landing(at: number | undefined, length: number): number {
  return Math.min(at ?? length, length)
}

function changed(graph: Graph, id: string, change: (node: LayerNode) => Partial<LayerNode>): Graph {
  const at = placeOfNode(graph, { node: id })
  const node = graph.nodes[at]!
  return { ...graph, nodes: graph.nodes.with(at, { ...node, ...change(node) }) }
}

function nodeOf(graph: Graph, id: string): LayerNode {
  return graph.nodes[placeOfNode(graph, { node: id })]!
}

function placeOfNode({ nodes }: Graph, { node, at }: { node: string; at?: number }): number {
  const place = at ?? nodes.findIndex(({ id }) => id === node)
  if (nodes[place]?.id !== node) throw problem('noSuchPart', { what: phrase('partLayer', { layer: node }) })
  return place
}

function placeOfEdge({ edges }: Graph, { edge, at }: { edge: Edge; at?: number }): number {
  const is = (other: Edge | undefined) => other?.from === edge.from && other.to === edge.to && other.port === edge.port
  const place = at ?? edges.findIndex(is)
  if (!is(edges[place])) throw problem('noSuchPart', { what: phrase('partConnection', { from: edge.from, to: edge.to }) })
  return place
}
