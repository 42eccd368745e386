import { readValues, type Fields, type Values } from '../base/fields'
import { problem } from '../base/problem'
import { layerKinds } from '../layers/index'
import { portLimits, type LayerKind } from '../layers/layer'
import type { Ops } from '../ops/ops'
import type { LayerNode } from './document'
import type { Placed } from './order'

/** A node's settings with defaults filled in; throws the problem of the first one that is off. */
export function settingsOf(node: LayerNode): { kind: LayerKind; values: Values<Fields> } {
  // The table's rows have different fields; from here on they are used alike, with values that their own fields have checked.
  const kind = layerKinds[node.kind] as unknown as LayerKind
  const { values, faults } = readValues(kind.fields, node.params)
  const fault = faults[0]
  if (fault) throw problem('badParameter', { layer: node.name, ...fault })
  return { kind, values }
}

/** Reads a network in one meaning of `Ops`: what each node's output is, by its id, in order. Throws where a node's inputs are not as many as its kind takes. */
export function readGraph<T>(placed: readonly Placed[], opsOf: (node: LayerNode) => Ops<T>): Map<string, T> {
  const outputs = new Map<string, T>()
  for (const { node, inputs } of placed) {
    const { kind, values } = settingsOf(node)
    const [least, most] = portLimits(kind)
    if (inputs.length < least || inputs.length > most) throw problem('inputsMissing', { layer: node.name, have: inputs.length, least, most })
    outputs.set(node.id, kind.build(opsOf(node), inputs.map((id) => outputs.get(id)!), values))
  }
  return outputs
}
