import type { Placed } from './drawing'

export type WalkKey = 'ArrowUp' | 'ArrowDown' | 'ArrowLeft' | 'ArrowRight'

export const isWalkKey = (key: string): key is WalkKey => ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'].includes(key)

/** Where an arrow key leads from a card: up and down in its column and on in the next one, left and right between lanes and columns; to the first card from nowhere. */
export function walkedTo(items: readonly Placed[], from: Placed | undefined, key: WalkKey): Placed | undefined {
  if (!from) return items[0]
  const vertical = key === 'ArrowUp' || key === 'ArrowDown'
  const sign = key === 'ArrowDown' || key === 'ArrowRight' ? 1 : -1
  const distance = (one: Placed) => (vertical ? Math.abs(one.y - from.y) : Math.abs(one.x - from.x) * 3 + Math.abs(one.y - from.y))
  const onTheWay = (one: Placed) =>
    vertical ? one.column === from.column && one.lane === from.lane && Math.sign(one.y - from.y) === sign : Math.sign(one.x - from.x) === sign && (one.column !== from.column || one.lane !== from.lane)
  const nearest = items.filter(onTheWay).sort((a, b) => distance(a) - distance(b))[0]
  if (nearest || !vertical) return nearest
  return items.filter((one) => one.column === from.column + sign && one.lane === 0).sort((a, b) => sign * (a.y - b.y))[0]
}
