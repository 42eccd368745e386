import { fingerprint } from '../base/hash'
import type { Graph } from './document'

/**
 * What a network is, as 32 hexadecimal digits: its layers and connections, whatever order they are listed in. The network's name, its layout
 * and notes do not count.
 */
export function identityOf({ nodes, edges }: Graph): string {
  const layers = nodes.map(({ id, kind, name, params }) => canonical([id, kind, name, params])).sort()
  const connections = edges.map(({ from, to, port }) => canonical([to, port, from])).sort()
  return fingerprint(canonical([layers, connections]))
}

/** JSON with the keys of every object in order. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    typeof part === 'object' && part !== null && !Array.isArray(part) ? Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)) : part)
}
