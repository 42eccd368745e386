import { problem } from '../base/problem'
import type { Graph, LayerNode } from './document'

/** A node with the ids of the nodes that feed its ports, in the order of the ports. */
export interface Placed {
  readonly node: LayerNode
  readonly inputs: readonly string[]
}

/**
 * The nodes so that each comes after those that feed it; otherwise the document's order is kept.
 * Throws the problem of a connection that leads nowhere, of an id used twice, and of a circle.
 */
export function order(graph: Graph): Placed[] {
  const nodes = new Map<string, LayerNode>()
  for (const node of graph.nodes) {
    if (nodes.has(node.id)) throw problem('duplicateId', { id: node.id })
    nodes.set(node.id, node)
  }
  const feeding = new Map<string, (string | undefined)[]>(graph.nodes.map((node) => [node.id, []]))
  for (const { from, to, port } of graph.edges) {
    const ports = feeding.get(to)
    if (!ports || !nodes.has(from)) throw problem('danglingEdge', { from: nodes.get(from)?.name ?? from, to: nodes.get(to)?.name ?? to })
    // A port that is taken twice shows as one input too many.
    if (ports[port] === undefined) ports[port] = from
    else ports.push(from)
  }

  const placed: Placed[] = []
  const done = new Set<string>()
  const waiting = new Set<string>()
  // An explicit stack: a network of ten thousand layers in a row must not overflow the call stack.
  for (const start of graph.nodes) {
    const stack = [start.id]
    while (stack.length) {
      const id = stack[stack.length - 1]!
      if (done.has(id)) {
        stack.pop()
        continue
      }
      const inputs = feeding.get(id)!.filter((source) => source !== undefined)
      const open = inputs.filter((source) => !done.has(source))
      if (!open.length) {
        stack.pop()
        waiting.delete(id)
        done.add(id)
        placed.push({ node: nodes.get(id)!, inputs })
        continue
      }
      waiting.add(id)
      const circle = open.find((source) => waiting.has(source))
      if (circle !== undefined) throw problem('cyclic', { layer: nodes.get(circle)!.name })
      stack.push(...open)
    }
  }
  return placed
}
