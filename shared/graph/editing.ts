import { phrase } from '../base/phrase'
import { problem } from '../base/problem'
import type { LayerKindName } from '../layers/index'
import { called } from './called'
import type { Edge, Graph, LayerNode } from './document'
import type { Edit } from './edits'

/** A network that something is to be put into, with the ids and names that it uses. */
export class Network {
  private readonly ids: Taken
  private readonly names: Taken

  constructor(readonly graph: Graph) {
    this.ids = new Taken(() => graph.nodes.map(({ id }) => id))
    this.names = new Taken(() => graph.nodes.map(({ name }) => name))
  }

  /** A name like this one that is not used, and is from then on: its last number counted up, or a number added. */
  newName(like: string): string {
    return this.names.free(like)
  }

  /** A layer of its own id and name, both kept from then on. */
  newNode(kind: string, name: string, params: LayerNode['params'] = {}): LayerNode {
    return { id: this.ids.free(name), kind, name: this.newName(name), params }
  }
}

/** Texts that are used; which they are is asked when the first one is wanted, because that is seldom. */
class Taken {
  private texts: Set<string> | undefined
  /** The number to try next behind each stem, so that a thousand copies are not counted through a thousand times. */
  private readonly next = new Map<string, number>()

  constructor(private readonly used: () => readonly string[]) {}

  free(like: string): string {
    const texts = (this.texts ??= new Set(this.used()))
    const found = texts.has(like) ? this.counted(like, texts) : like
    texts.add(found)
    return found
  }

  private counted(like: string, texts: ReadonlySet<string>): string {
    const [, stem = '', digits = ''] = /^(.*?)(\d{0,9})$/s.exec(like)!
    // Cut, so that with its number the name is no longer than a name may be.
    const before = (digits ? stem : `${stem}_`).slice(-180)
    let number = Math.max(digits ? Number(digits) + 1 : 2, this.next.get(before) ?? 0)
    while (texts.has(`${before}${number}`)) number++
    this.next.set(before, number + 1)
    return `${before}${number}`
  }
}

/** Puts a new layer between two: on the connection, which then leads to it, and from it to where it led. */
export function insertion(graph: Graph, edge: Edge, node: LayerNode): Edit[] {
  const before = graph.nodes.findIndex(({ id }) => id === edge.to)
  return [
    { type: 'disconnect', edge },
    { type: 'add', node, at: before < 0 ? graph.nodes.length : before },
    { type: 'connect', edge: { from: edge.from, to: node.id, port: 0 } },
    { type: 'connect', edge: { ...edge, from: node.id } },
  ]
}

/** Puts a new layer of this kind before the one that the connection leads to. */
export function inserted(network: Network, edge: Edge, kind: LayerKindName, name: string): Edit[] {
  return insertion(network.graph, edge, network.newNode(kind, name))
}

/** Takes layers out with their connections; where one stands in a chain, what fed it then feeds what followed. */
export function removal(graph: Graph, ids: readonly string[]): Edit[] {
  const edits: Edit[] = []
  let edges = graph.edges
  for (const id of ids) {
    const into = edges.filter(({ to }) => to === id)
    const out = edges.filter(({ from, to }) => from === id && to !== id)
    const source = into.length === 1 && into[0]!.from !== id ? into[0]!.from : undefined
    const healed = source === undefined ? [] : out.map((edge): Edge => ({ ...edge, from: source }))
    const gone = new Set([...into, ...out])
    edits.push(
      ...[...gone].map((edge): Edit => ({ type: 'disconnect', edge })),
      { type: 'remove', node: id },
      ...healed.map((edge): Edit => ({ type: 'connect', edge })),
    )
    edges = [...edges.filter((edge) => !gone.has(edge)), ...healed]
  }
  if (graph.layout && ids.some((id) => Object.hasOwn(graph.layout!, id)))
    edits.push({ type: 'layout', layout: Object.fromEntries(Object.entries(graph.layout).filter(([id]) => !ids.includes(id))) })
  return edits
}

/**
 * Repeats a part of the network `times` times after itself: each copy is fed by the part before it, and the last one feeds what the part fed.
 * Throws cannotRepeat when the part has not one way in and one way out.
 */
export function repetition(graph: Graph, ids: readonly string[], times: number): Edit[] {
  const part = new Set(ids)
  const nodes = graph.nodes.filter(({ id }) => part.has(id))
  const inside = graph.edges.filter(({ from, to }) => part.has(from) && part.has(to))
  const into = graph.edges.filter(({ from, to }) => !part.has(from) && part.has(to))
  const out = graph.edges.filter(({ from, to }) => part.has(from) && !part.has(to))
  const feeding = new Set(inside.map(({ from }) => from))
  const exits = new Set(out.length ? out.map(({ from }) => from) : ids.filter((id) => !feeding.has(id)))
  if (new Set(into.map(({ from }) => from)).size !== 1 || exits.size !== 1)
    throw problem('cannotRepeat', { layers: nodes.map(({ name }) => called(name)).join(', ') || phrase('nothing') })

  const network = new Network(graph)
  const edits: Edit[] = out.map((edge) => ({ type: 'disconnect', edge }))
  let at = graph.nodes.findLastIndex(({ id }) => part.has(id)) + 1
  const last = [...exits][0]!
  let exit = last
  for (let time = 0; time < times; time++) {
    const copies = new Map(nodes.map((node) => [node.id, { ...node, ...network.newNode(node.kind, node.name, node.params) }]))
    for (const node of copies.values()) edits.push({ type: 'add', node, at: at++ })
    for (const edge of into) edits.push({ type: 'connect', edge: { ...edge, from: exit, to: copies.get(edge.to)!.id } })
    for (const edge of inside) edits.push({ type: 'connect', edge: { ...edge, from: copies.get(edge.from)!.id, to: copies.get(edge.to)!.id } })
    exit = copies.get(last)!.id
  }
  for (const edge of out) edits.push({ type: 'connect', edge: { ...edge, from: exit } })
  return edits
}
