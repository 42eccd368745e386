import type { Item } from './items'
import { measure } from './measures'
import type { Placed, PlacedColumn } from './drawing'

/** A connection as it is drawn. */
export interface Line {
  readonly from: string
  readonly to: string
  /** An SVG path. */
  readonly path: string
  /** On the main lane, or beside it; `back` closes a circle. */
  readonly kind: 'main' | 'side' | 'back'
  /** Where the shape that flows along it is written. */
  readonly label?: { readonly x: number; readonly y: number }
  /** Where it leaves another line. */
  readonly dot?: { readonly x: number; readonly y: number }
}

/** How each connection between items runs. */
export function linesOf(items: readonly Item[], placed: readonly Placed[], columns: readonly PlacedColumn[]): readonly Line[] {
  const at = new Map(placed.map((one) => [one.item.id, one]))
  const order = new Map(items.map(({ id }, index) => [id, index]))
  const routes = new Routes(at, columns)
  return items.flatMap((item) => item.inputs.flatMap((from): Line[] => {
    const [a, b] = [at.get(from), at.get(item.id)]
    if (!a || !b) return []
    return [order.get(from)! > order.get(item.id)! ? routes.back(a, b) : routes.between(a, b)]
  }))
}

const r = measure.radius

class Routes {
  private readonly firstOf = new Map<number, Placed>()
  private readonly below = new Map<string, Placed>()
  private readonly channels = new Map<number, { from: number; to: number; at: number }[]>()

  constructor(at: ReadonlyMap<string, Placed>, private readonly columns: readonly PlacedColumn[]) {
    for (const { column } of columns) column.main.forEach(({ id }, index) => {
      const one = at.get(id)!
      if (index === 0) this.firstOf.set(one.column, one)
      const next = column.main[index + 1]
      if (next) this.below.set(id, at.get(next.id)!)
    })
  }

  between(a: Placed, b: Placed): Line {
    const ids = { from: a.item.id, to: b.item.id }
    if (a.lane === 0 && b.lane === 0) {
      if (this.below.get(a.item.id) === b) return { ...ids, kind: 'main', path: `M${spine(a)} ${bottom(a)}V${b.y}`, label: { x: spine(a) + 9, y: bottom(a) + 4 } }
      if (b.column === a.column + 1 && this.firstOf.get(b.column) === b && !this.below.has(a.item.id)) return { ...ids, kind: 'main', ...step(a, b) }
      return { ...ids, kind: 'side', ...this.skip(a, b) }
    }
    if (a.lane === b.lane && a.column === b.column) return { ...ids, kind: 'side', path: `M${spine(a)} ${bottom(a)}V${b.y}`, label: { x: spine(a) + 9, y: bottom(a) + 4 } }
    if (a.lane === 0) return { ...ids, kind: 'side', ...this.fork(a, b) }
    return { ...ids, kind: 'side', ...join(a, b) }
  }

  /** Up again, to something that comes before: a circle. */
  back(a: Placed, b: Placed): Line {
    const x = a.x - measure.gutter / 2
    return { from: a.item.id, to: b.item.id, kind: 'back', path: `M${spine(a)} ${bottom(a)}V${bottom(a) + 8}H${x}V${b.y - 6}H${spine(b)}V${b.y}` }
  }

  /** Where lines leave the main lane below an item: on its spine, or at the top of the next column when it is the last of its own. */
  private leaving(a: Placed): { x: number; y: number; next: number } {
    if (this.below.has(a.item.id)) return { x: spine(a), y: bottom(a) + 23, next: a.column }
    const first = this.firstOf.get(a.column + 1)
    return first ? { x: spine(first), y: first.y - 12, next: a.column + 1 } : { x: spine(a), y: bottom(a) + 12, next: a.column }
  }

  /** Past the cards, in the channel to the right of them. */
  private skip(a: Placed, b: Placed): Pick<Line, 'path' | 'dot' | 'label'> {
    const dot = this.leaving(a)
    const column = this.columns[b.column]!
    const middle = b.y + b.height / 2
    if (dot.next === b.column) {
      const x = column.x + column.cards + measure.channel + this.channel(b.column, dot.y, middle) * measure.channelStep
      return { dot, path: `M${dot.x} ${dot.y}H${x - r}Q${x} ${dot.y} ${x} ${dot.y + r}V${middle - r}Q${x} ${middle} ${x - r} ${middle}H${b.x + b.width}` }
    }
    // Over several columns: along the top, then down beside the cards.
    const x = column.x + column.cards + measure.channel + this.channel(b.column, 0, middle) * measure.channelStep
    return { dot, path: `M${dot.x} ${dot.y}V4H${x - r}Q${x} 4 ${x} ${4 + r}V${middle - r}Q${x} ${middle} ${x - r} ${middle}H${b.x + b.width}` }
  }

  private fork(a: Placed, b: Placed): Pick<Line, 'path' | 'dot'> {
    const dot = this.leaving(a)
    const x = spine(b)
    if (dot.next !== b.column) return { dot, path: `M${dot.x} ${dot.y}V4H${x - r}Q${x} 4 ${x} ${4 + r}V${b.y}` }
    return { dot, path: `M${dot.x} ${dot.y}H${x - r}Q${x} ${dot.y} ${x} ${dot.y + r}V${b.y}` }
  }

  /** The first channel beside a column that is free from here to there. */
  private channel(column: number, from: number, to: number): number {
    const taken = this.channels.get(column) ?? []
    let at = 0
    while (taken.some((other) => other.at === at && other.from < to && from < other.to)) at++
    this.channels.set(column, [...taken, { from, to, at }])
    return at
  }
}

const spine = (one: Placed): number => one.x + measure.spine
const bottom = (one: Placed): number => one.y + one.height

/** From the last item of a column to the first of the next: down, right, up in the gutter, in from the left. */
function step(a: Placed, b: Placed): Pick<Line, 'path' | 'label'> {
  const [x, y] = [spine(a), bottom(a)]
  const low = y + 21
  const pool = b.item.is === 'card' && b.item.card.form === 'pool'
  const gutter = b.x - measure.gutter / 2 - (pool ? measure.gutter / 2 - 2 : 0)
  const label = { x: x + 10, y: low - 16 }
  // Where the line forks at the column's top it comes in from above, so that the fork lies on it.
  if (b.y === measure.topBelowFork) {
    const top = b.y - 12
    return { label, path: `M${x} ${y}V${low - r}Q${x} ${low} ${x + r} ${low}H${gutter - r}Q${gutter} ${low} ${gutter} ${low - r}V${top + r}Q${gutter} ${top} ${gutter + r} ${top}H${spine(b)}V${b.y}` }
  }
  const middle = b.y + b.height / 2
  const end = pool ? b.x - measure.gutter / 2 : b.x
  return {
    label,
    path: `M${x} ${y}V${low - r}Q${x} ${low} ${x + r} ${low}H${gutter - r}Q${gutter} ${low} ${gutter} ${low - r}V${middle + r}Q${gutter} ${middle} ${gutter + r} ${middle}H${end}`,
  }
}

/** From a branch into the right side of a merge, or down into what it feeds. */
function join(a: Placed, b: Placed): Pick<Line, 'path' | 'label'> {
  const x = spine(a)
  const middle = b.y + b.height / 2
  const label = { x: x + 9, y: bottom(a) + 6 }
  if (a.column === b.column && middle > bottom(a)) return { label, path: `M${x} ${bottom(a)}V${middle - r}Q${x} ${middle} ${x - r} ${middle}H${b.x + b.width}` }
  const right = b.x + b.width + measure.channel
  return { label, path: `M${x} ${bottom(a)}V${bottom(a) + 10}H${right}V${middle}H${b.x + b.width}` }
}
