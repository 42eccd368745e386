import { categoryOf, type Category } from './categories'
import { sizeOf } from './columns'
import type { Drawing, Placed } from './drawing'

/** A layer as a slab: as high as its map, as thick as it has channels. `x`, `y`: the front's upper left corner, in pixels. */
export interface Slab {
  readonly id: string
  readonly category: Category
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** How far the side face runs back; it rises 0.6 of that. */
  readonly depth: number
}

export interface TaperSize {
  /** Of the whole picture. */
  readonly height: number
  /** How much the drawing below is scaled: the slabs stand above their columns. */
  readonly scale: number
  readonly large: boolean
}

/** The familiar picture of a VGG: a slab for each weighted layer, pool, merge and block, above its column. Height goes with the logarithm of the side, thickness with the root of the channels. */
export function taperOf({ items, columns }: Drawing, { height, scale, large }: TaperSize): readonly Slab[] {
  const middle = height / 2 + (large ? 22 : 7)
  return columns.flatMap(({ x, width, column }, number): Slab[] => {
    if (column.loose) return []
    const shown = items.filter((one) => one.column === number && one.lane === 0 && isShown(one))
    const slot = (width * scale - 14) / Math.max(shown.length, 1)
    return shown.map(({ item }, index) => {
      const category = categoryOf(item)
      const side = sizeOf(item)?.side ?? 1
      const channels = item.output?.[0] ?? 1
      const thin = category === 'pooling' || category === 'merge'
      const thickness = thin ? (large ? 6 : 3) : large ? 8 + Math.min(1, Math.sqrt(channels) / 22.6) * 20 : 4 + Math.min(1, Math.sqrt(channels) / 22.6) * 9
      const tall = slabHeight(side, height, large, category)
      const depth = Math.max(2.5, tall * (large ? 0.16 : 0.18))
      return { id: item.id, category, x: x * scale + 6 + slot * index + slot / 2 - thickness / 2 - depth / 2, y: middle - tall / 2, width: thickness, height: tall, depth }
    })
  })
}

function slabHeight(side: number, height: number, large: boolean, category: Category): number {
  if (category === 'dense') return large ? 22 : 9
  // A map of 256 pixels fills the picture.
  const share = Math.min(1, Math.log2(Math.max(side, 1)) / 8 + (side > 1 ? 0.2 : 0))
  return large ? 24 + share * (height - 136) : 9 + share * (height - 42)
}

function isShown({ item }: Placed): boolean {
  return ['convolution', 'dense', 'pooling', 'merge'].includes(categoryOf(item))
}
