import { readValues, type Fields, type Values } from '../base/fields'
import { problem } from '../base/problem'
import { layerKinds, type LayerKindName } from '../layers/index'
import type { LayerKind } from '../layers/layer'
import type { Ops } from '../ops/ops'
import type { LayerNode } from './document'
import type { Placed } from './order'

/** The catalogue's row of a node; nothing when this version has none. */
export function kindOf({ kind }: Pick<LayerNode, 'kind'>): LayerKind | undefined {
  // The table's rows have different fields; from here on they are used alike, with values that their own fields have checked.
  return Object.hasOwn(layerKinds, kind) ? (layerKinds[kind as LayerKindName] as unknown as LayerKind) : undefined
}

/** A node's settings with defaults filled in; throws the problem of a kind that is not known, and of the first setting that is off. */
export function settingsOf(node: LayerNode): { kind: LayerKind; values: Values<Fields> } {
  const kind = kindOf(node)
  if (!kind) throw problem('unknownKind', { layer: node.name, kind: node.kind })
  const { values, faults } = readValues(kind.fields, node.params)
  const fault = faults[0]
  if (fault) throw problem('badParameter', { layer: node.name, ...fault })
  return { kind, values }
}

/** Reads a sound network in one meaning of `Ops`: what each node's output is, by its id, in order; `passed` may put something else in an output's place. */
export function readGraph<T>(placed: readonly Placed[], opsOf: (node: LayerNode) => Ops<T>, passed: (node: LayerNode, output: T) => T = (_node, output) => output): Map<string, T> {
  const outputs = new Map<string, T>()
  for (const { node, inputs } of placed) {
    const { kind, values } = settingsOf(node)
    outputs.set(node.id, passed(node, kind.build(opsOf(node), inputs.map((id) => outputs.get(id)!), values)))
  }
  return outputs
}
