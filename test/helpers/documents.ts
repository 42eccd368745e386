import fc from 'fast-check'
import type { Graph, LayerNode } from '#shared/graph/document'
import type { Edit } from '#shared/graph/edits'
import { removal, repetition } from '#shared/graph/editing'
import { layerKinds } from '#shared/layers/index'

/** A network out of nodes and connections `from>to` or `from>to.1` for port 1. */
export function graphOf(nodes: readonly (readonly [string, string, Record<string, unknown>?])[], ...edges: string[]): Graph {
  return {
    format: 'vgg-studio-graph', version: 1, name: 'net',
    nodes: nodes.map(([id, kind, params = {}]) => ({ id, kind, name: id, params })),
    edges: edges.map((edge) => {
      const [, from, to, port = '0'] = /^(\w+)>(\w+)(?:\.(\d))?$/.exec(edge)!
      return { from: from!, to: to!, port: Number(port) }
    }),
  }
}

const odd = fc.constantFrom('__proto__', 'constructor', 'toString', 'length', '0', ' ', 'a\nb', '\u001b[31mred', '畳み込み', '"', '../..', 'features.0', '\ud800')
const text = fc.oneof({ weight: 3, arbitrary: fc.constantFrom('a', 'b', 'c', 'd', 'e') }, odd, fc.string({ minLength: 1, maxLength: 8 }))
const absurd = fc.constantFrom<unknown>(0, -1, 1e9, 1e300, 0.5, '3', 'NaN', '', null, true, [], [0, 0], [1e9, 1], [3, 3, 3], {}, 'same', 'valid')
const setting = fc.oneof(absurd, fc.integer({ min: 1, max: 9 }), fc.tuple(fc.integer({ min: 1, max: 5 }), fc.integer({ min: 1, max: 5 })), fc.jsonValue({ maxDepth: 2 }))
const fieldNames = [...new Set(Object.values(layerKinds).flatMap(({ fields }) => Object.keys(fields)))]
const field = fc.oneof({ weight: 4, arbitrary: fc.constantFrom(...fieldNames) }, text)
const params = fc.array(fc.tuple(field, setting), { maxLength: 3 }).map((entries): Record<string, unknown> => Object.fromEntries(entries))
const kind = fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...Object.keys(layerKinds)) }, text)
const node: fc.Arbitrary<LayerNode> = fc.record({ id: text, kind, name: fc.oneof(text, fc.constant('')), params })
const edge = fc.record({ from: text, to: text, port: fc.integer({ min: 0, max: 3 }) })
const point = fc.record({ x: fc.integer(), y: fc.integer() })
const layout = fc.array(fc.tuple(text, point), { maxLength: 4 }).map((entries) => Object.fromEntries(entries))

/** Documents of which nothing need be right but their form: layers of any kind, id, name and setting, connections from anywhere to anywhere. */
export const documents: fc.Arbitrary<Graph> = fc
  .tuple(
    fc.record({ nodes: fc.array(node, { maxLength: 8 }), edges: fc.array(edge, { maxLength: 12 }), name: text }),
    fc.record({ layout, notes: fc.string(), later: fc.jsonValue({ maxDepth: 2 }) }, { requiredKeys: [] }),
  )
  .map(([graph, more]) => ({ format: 'vgg-studio-graph', version: 1, ...graph, ...more }))

/** What somebody wants to do to a network, whatever is in it: which layer and connection is a number that is counted around. */
export type Wish = { readonly type: Edit['type'] | 'removal' | 'repetition'; readonly pick: number; readonly text: string; readonly node: LayerNode; readonly field: string; readonly value: unknown }
const wish: fc.Arbitrary<Wish> = fc.record({
  type: fc.constantFrom('add', 'remove', 'connect', 'disconnect', 'set', 'params', 'rename', 'move', 'layout', 'group', 'removal', 'repetition'),
  pick: fc.nat(20), text, node, field, value: setting,
})
export const wishes = fc.array(wish, { maxLength: 12 })

/** The edit of a wish in this network; nothing when there is nothing to do it to. */
export function editOf(graph: Graph, { type, pick, text: name, node: fresh, field: name2, value }: Wish): Edit | undefined {
  const chosen = graph.nodes.length ? graph.nodes[pick % graph.nodes.length] : undefined
  const other = graph.nodes.length ? graph.nodes[(pick * 7 + 3) % graph.nodes.length] : undefined
  const joined = graph.edges.length ? graph.edges[pick % graph.edges.length] : undefined
  switch (type) {
    case 'add': return { type, node: fresh, ...(pick % 2 && { at: pick }) }
    case 'remove': return chosen && { type, node: chosen.id }
    case 'connect': return chosen && other && { type, edge: { from: chosen.id, to: other.id, port: pick % 3 }, ...(pick % 2 && { at: pick }) }
    case 'disconnect': return joined && { type, edge: joined }
    case 'set': return chosen && { type, node: chosen.id, field: name2, value }
    case 'params': return chosen && { type, node: chosen.id, params: fresh.params }
    case 'rename': return chosen && { type, node: chosen.id, name }
    case 'move': return { type, node: chosen?.id ?? name, to: { x: pick, y: -pick } }
    case 'layout': return pick % 3 ? { type, layout: { [name]: { x: pick, y: 0 } } } : { type }
    case 'group': return chosen && { type, edits: [{ type: 'rename', node: chosen.id, name }, { type: 'set', node: chosen.id, field: name2, value }, { type: 'add', node: fresh }] }
    case 'removal': return chosen && { type: 'group', edits: removal(graph, [chosen.id]) }
    case 'repetition': return chosen && repeated(graph, chosen.id)
  }
}

function repeated(graph: Graph, id: string): Edit | undefined {
  try {
    return { type: 'group', edits: repetition(graph, [id], 2) }
  } catch {
    return undefined
  }
}
