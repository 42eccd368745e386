import type { Edge, Graph } from './document'
import { Network } from './editing'
import type { Edit } from './edits'

/**
 * A part of a network as a document of its own, to carry elsewhere: these layers, what joins them, and what led into them, whose beginnings are
 * not in it.
 */
export function partOf({ format, version, name, nodes, edges }: Graph, ids: readonly string[]): Graph {
  const part = new Set(ids)
  return { format, version, name, nodes: nodes.filter(({ id }) => part.has(id)), edges: edges.filter(({ to }) => part.has(to)) }
}

/**
 * Puts a part into a network under free ids and names; gives the edits and the new ids. What led into the part then comes from `after`, and the
 * part's end feeds what `after` fed; a part of several beginnings or ends, or without a place to go, is put beside the rest. Inputs stay behind
 * where the network has one.
 */
export function pasting(graph: Graph, part: Graph, after: string | undefined): { edits: Edit[]; ids: string[] } {
  const hasInput = graph.nodes.some(({ kind }) => kind === 'input')
  const nodes = part.nodes.filter(({ kind }) => kind !== 'input' || !hasInput)
  const own = new Set(nodes.map(({ id }) => id))
  const inside = part.edges.filter(({ from, to }) => own.has(from) && own.has(to))
  const into = part.edges.filter(({ from, to }) => !own.has(from) && own.has(to))
  const fed = new Set(part.edges.map(({ to }) => to))
  const begins = nodes.filter(({ id, kind }) => kind !== 'input' && !fed.has(id)).map(({ id }): Edge => ({ from: '', to: id, port: 0 }))
  const feeding = new Set(inside.map(({ from }) => from))
  const ends = nodes.filter(({ id }) => !feeding.has(id))
  const ways = new Set([...into, ...begins].map(({ from }) => from))

  const network = new Network(graph)
  const copies = new Map(nodes.map((node) => [node.id, { ...node, ...network.newNode(node.kind, node.name, node.params) }]))
  const copyOf = (id: string) => copies.get(id)!.id
  const joins = after !== undefined && ways.size === 1 && ends.length === 1
  const out = joins ? graph.edges.filter(({ from }) => from === after) : []
  let at = joins ? graph.nodes.findIndex(({ id }) => id === after) + 1 : graph.nodes.length
  return {
    ids: [...copies.values()].map(({ id }) => id),
    edits: [
      ...out.map((edge): Edit => ({ type: 'disconnect', edge })),
      ...[...copies.values()].map((node): Edit => ({ type: 'add', node, at: at++ })),
      ...(joins ? [...into, ...begins].map((edge): Edit => ({ type: 'connect', edge: { ...edge, from: after, to: copyOf(edge.to) } })) : []),
      ...inside.map((edge): Edit => ({ type: 'connect', edge: { ...edge, from: copyOf(edge.from), to: copyOf(edge.to) } })),
      ...out.map((edge): Edit => ({ type: 'connect', edge: { ...edge, from: copyOf(ends[0]!.id) } })),
    ],
  }
}
