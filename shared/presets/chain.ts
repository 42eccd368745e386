import type { Graph, LayerNode } from '../graph/document'
import type { LayerKindName } from '../layers/index'

/** A layer of a chain: its PyTorch module path, its kind, and the settings that differ from the kind's defaults. */
export type Link = readonly [name: string, kind: LayerKindName, params?: Readonly<Record<string, unknown>>]

/** A network whose layers follow one another. A layer's id is its name. */
export function chain(name: string, links: readonly Link[]): Graph {
  const nodes = links.map(([path, kind, params = {}]): LayerNode => ({ id: path, kind, name: path, params }))
  const edges = nodes.slice(1).map((node, i) => ({ from: nodes[i]!.id, to: node.id, port: 0 }))
  return { format: 'vgg-studio-graph', version: 1, name, nodes, edges }
}
