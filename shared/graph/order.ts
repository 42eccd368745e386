import { phrase } from '../base/phrase'
import { problem, StudioProblem } from '../base/problem'
import { called } from './called'
import type { Edge, Graph, LayerNode } from './document'
import { found, type GraphProblem } from './found'

/** A node with the ids of the nodes that feed its ports, in the order of the ports. */
export interface Placed {
  readonly node: LayerNode
  readonly inputs: readonly string[]
}

/** A node among the others, with the connections that feed it in the order of their ports. */
export interface Arranged extends Placed {
  readonly feeding: readonly Edge[]
}

/**
 * The nodes so that each comes after those that feed it; otherwise the document's order is kept.
 * Throws the problem of a connection that leads nowhere, of an id used twice, and of a circle.
 */
export function order(graph: Graph): readonly Placed[] {
  const { placed, problems } = arrange(graph)
  const first = problems[0]
  if (first) throw new StudioProblem(first)
  return placed
}

/**
 * The same with all problems, for a network that may have some: of nodes with one id the first counts, a connection that leads nowhere is left
 * out, and on a circle a node comes before one that feeds it.
 */
export function arrange(graph: Graph): { placed: readonly Arranged[]; problems: readonly GraphProblem[] } {
  const problems: GraphProblem[] = []
  const nodes = new Map<string, LayerNode>()
  for (const node of graph.nodes) {
    if (nodes.has(node.id)) problems.push(found(problem('duplicateId', { id: called(node.id) }), { node: node.id }))
    else nodes.set(node.id, node)
  }
  const feeding = new Map<string, Edge[]>(Array.from(nodes.keys(), (id) => [id, []]))
  for (const edge of graph.edges) {
    if (nodes.has(edge.from) && nodes.has(edge.to)) feeding.get(edge.to)!.push(edge)
    else problems.push(dangling(edge, nodes))
  }
  for (const edges of feeding.values()) edges.sort((a, b) => a.port - b.port)
  return { placed: inOrder(nodes, feeding, problems), problems }
}

function inOrder(nodes: ReadonlyMap<string, LayerNode>, feeding: ReadonlyMap<string, readonly Edge[]>, problems: GraphProblem[]): Arranged[] {
  const placed: Arranged[] = []
  const done = new Set<string>()
  const waiting = new Set<string>()
  // An explicit stack: a network of ten thousand layers in a row must not overflow the call stack.
  for (const start of nodes.keys()) {
    const stack = [start]
    while (stack.length) {
      const id = stack[stack.length - 1]!
      if (done.has(id)) {
        stack.pop()
        continue
      }
      const edges = feeding.get(id)!
      // What waits for this node and also feeds it closes a circle; it is told of once, and the walk goes on without it.
      const open = waiting.has(id) ? [] : edges.filter(({ from }) => !done.has(from))
      if (!open.length) {
        stack.pop()
        waiting.delete(id)
        done.add(id)
        placed.push({ node: nodes.get(id)!, inputs: edges.map(({ from }) => from), feeding: edges })
        continue
      }
      waiting.add(id)
      for (const { from } of open) {
        if (waiting.has(from)) problems.push(found(problem('cyclic', { layer: called(nodes.get(from)!.name) }), { node: from }))
        else stack.push(from)
      }
    }
  }
  return placed
}

function dangling(edge: Edge, nodes: ReadonlyMap<string, LayerNode>): GraphProblem {
  const name = (id: string) => called(nodes.get(id)?.name ?? id)
  const node = [edge.to, edge.from].find((id) => nodes.has(id))
  const fix = { label: phrase('removeConnection'), edits: [{ type: 'disconnect' as const, edge }] }
  return found(problem('danglingEdge', { from: name(edge.from), to: name(edge.to) }), { node, fix })
}
