import type { Checked } from '#shared/graph/check'
import type { LayerNode } from '#shared/graph/document'
import { kindOf } from '#shared/graph/read'
import type { LayerKind } from '#shared/layers/layer'

/** A layer as it is drawn, with the ones in line that are folded into it: a convolution with its normalisation and activation is one card. */
export interface Card {
  /** The id of its main layer. */
  readonly id: string
  readonly main: LayerNode
  /** What stands above the main layer where normalisation and activation come first. */
  readonly before: readonly LayerNode[]
  /** What follows the main layer: normalisation, activation. */
  readonly after: readonly LayerNode[]
  readonly form: 'full' | 'pool' | 'slim'
  /** The cards that feed it, in the order of the ports, each once. */
  readonly inputs: readonly string[]
  /** [channels, height, width] or [features] of what leaves the card; absent while it is not known. */
  readonly output?: readonly number[]
}

type Category = LayerKind['category']

const heads = new Set<Category | undefined>(['convolution', 'dense', 'merge'])
const foldable = new Set<Category | undefined>(['normalisation', 'activation'])
const forms: Partial<Record<Category, Card['form']>> = { convolution: 'full', dense: 'full', normalisation: 'full', activation: 'slim', pooling: 'pool' }

/** The cards of a network, in the order of computing. A layer with several consumers ends its card, since a line leaves it there. */
export function cardsOf(checked: Checked): readonly Card[] {
  const consumers = new Map<string, number>()
  for (const { inputs } of checked.placed) for (const id of inputs) consumers.set(id, (consumers.get(id) ?? 0) + 1)
  const next = new Map<string, string>()
  for (const { node, inputs } of checked.placed) if (inputs.length === 1 && consumers.get(inputs[0]!) === 1) next.set(inputs[0]!, node.id)
  const nodes = new Map(checked.placed.map(({ node }) => [node.id, node]))
  const category = (id: string | undefined) => (id === undefined ? undefined : kindOf(nodes.get(id)!)?.category)
  const cardOf = new Map<string, string>()
  const parts = new Map<string, { before: string[]; after: string[] }>()

  for (const { node } of checked.placed) {
    if (cardOf.has(node.id) || !heads.has(category(node.id))) continue
    const after = following(node.id, next, category)
    const before: string[] = []
    parts.set(node.id, { before, after })
    for (const id of [node.id, ...after]) cardOf.set(id, node.id)
  }
  for (const { node } of checked.placed) {
    if (cardOf.has(node.id)) continue
    // Normalisation and activation that no card took belong to the convolution or linear layer that they lead to.
    const run = [node.id, ...following(node.id, next, category)]
    const head = next.get(run.at(-1)!)
    const owner = foldable.has(category(node.id)) && head !== undefined && category(head) !== 'merge' && parts.get(head)?.before.length === 0 ? head : undefined
    if (owner !== undefined) {
      parts.get(owner)!.before.push(...run)
      for (const id of run) cardOf.set(id, owner)
    } else {
      parts.set(node.id, { before: [], after: [] })
      cardOf.set(node.id, node.id)
    }
  }

  const entry = (id: string) => parts.get(id)!.before[0] ?? id
  const feeding = new Map(checked.placed.map(({ node, inputs }) => [node.id, inputs]))
  return checked.placed.flatMap(({ node }): Card[] => {
    const part = parts.get(node.id)
    if (!part) return []
    const last = part.after.at(-1) ?? node.id
    const output = checked.layers.get(last)?.facts?.output
    return [{
      id: node.id,
      main: node,
      before: part.before.map((id) => nodes.get(id)!),
      after: part.after.map((id) => nodes.get(id)!),
      form: forms[category(node.id) ?? 'shape'] ?? 'slim',
      inputs: [...new Set(feeding.get(entry(node.id))!.map((id) => cardOf.get(id)!))].filter((id) => id !== node.id),
      ...(output && { output }),
    }]
  })
}

/** At most one normalisation and then one activation, or the activation alone, that follow in line. */
function following(id: string, next: ReadonlyMap<string, string>, category: (id: string | undefined) => Category | undefined): string[] {
  const found: string[] = []
  let at = next.get(id)
  for (const wanted of ['normalisation', 'activation'] as const) {
    if (at === undefined || category(at) !== wanted || category(id) === 'activation') continue
    found.push(at)
    at = next.get(at)
  }
  return found
}

/** All layers of a card, in the order of computing. */
export function layersOf(card: Card): readonly LayerNode[] {
  return [...card.before, card.main, ...card.after]
}
