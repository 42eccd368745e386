import type { Block } from './blocks'
import type { Card } from './cards'
import { measure } from './measures'

/** What stands on the canvas as one: a card, or a block that is closed into one. */
export type Item =
  | { readonly is: 'card'; readonly id: string; readonly card: Card; readonly open: boolean; readonly inputs: readonly string[]; readonly output: readonly number[] | undefined }
  | { readonly is: 'block'; readonly id: string; readonly block: Block; readonly inputs: readonly string[]; readonly output: readonly number[] | undefined }

/** The items of a network: its cards, with those of closed blocks put together. A block goes by the id of its merge. */
export function itemsOf(cards: readonly Card[], closed: readonly Block[], open: ReadonlySet<string>): readonly Item[] {
  const blockOf = new Map(closed.flatMap((block) => block.cards.map((card) => [card.id, block] as const)))
  const itemOf = (id: string) => blockOf.get(id)?.merge.id ?? id
  return cards.flatMap((card): Item[] => {
    const block = blockOf.get(card.id)
    if (!block) return [{ is: 'card', id: card.id, card, open: open.has(card.id), inputs: [...new Set(card.inputs.map(itemOf))], output: card.output }]
    return block.merge === card ? [{ is: 'block', id: card.id, block, inputs: [itemOf(block.fork)], output: card.output }] : []
  })
}

/** How high an item is drawn. */
export function heightOf(item: Item): number {
  if (item.is === 'block') return measure.head
  const { form, before, after } = item.card
  if (form === 'pool') return measure.pool
  const folded = before.length + after.length
  if (form === 'slim') return measure.slim
  if (!folded) return measure.head
  return item.open ? measure.head + measure.row * folded + 2 : measure.head + measure.foot * (before.length ? 1 : 0) + measure.foot * (after.length ? 1 : 0)
}
