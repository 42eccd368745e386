import { kindOf } from '#shared/graph/read'
import type { LayerKind } from '#shared/layers/layer'
import type { Item } from './items'

export type Category = LayerKind['category']

/** What an item counts as for its colour and glyph; a closed block is one of convolutions, and a kind that is not known is shown like a change of shape. */
export function categoryOf(item: Item): Category {
  return item.is === 'block' ? 'convolution' : kindOf(item.card.main)?.category ?? 'shape'
}
