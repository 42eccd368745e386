import { saysTheSame } from '#shared/base/equal'
import type { Checked } from '#shared/graph/check'
import { blocksOf, groupsOf } from './blocks'
import { cardsOf } from './cards'
import { columnsOf, type Column } from './columns'
import { heightOf, itemsOf, type Item } from './items'
import { mainPath } from './mainPath'
import { measure } from './measures'
import { linesOf, type Line } from './lines'

/** An item where it stands. */
export interface Placed {
  readonly item: Item
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** Its column, and 0 for the main lane, else the lane beside it. */
  readonly column: number
  readonly lane: number
}

/** A column where it stands; `width` with all its lanes, `cards` without them. */
export interface PlacedColumn {
  readonly column: Column
  readonly x: number
  readonly width: number
  readonly cards: number
}

/** A network as it is drawn, in CSS pixels at 100 %. */
export interface Drawing {
  readonly items: readonly Placed[]
  readonly columns: readonly PlacedColumn[]
  readonly lines: readonly Line[]
  readonly width: number
  readonly height: number
}

export interface DrawingChoices {
  /** Cards that are unfolded, by the id of their main layer, and blocks that are opened, by the id of their merge. */
  readonly open: ReadonlySet<string>
  /** The width that there is to draw in. */
  readonly width: number
}

/**
 * Draws a network as stages: a column for each size of the map, from left to right, cards below one another on a line, branches beside them.
 * The first of equal blocks in a row stays open while all columns fit the width.
 */
export function drawNetwork(checked: Checked, { open, width }: DrawingChoices): Drawing {
  const cards = cardsOf(checked)
  const path = mainPath(cards)
  const groups = groupsOf(blocksOf(cards, path))
  const draw = (firstOpen: boolean): Drawing => {
    const closed = groups.flatMap(({ blocks }) => blocks.filter(({ merge }, index) => !open.has(merge.id) && !(firstOpen && index === 0)))
    const items = itemsOf(cards, closed, open)
    const onPath = new Set(path.map(({ id }) => id))
    return arranged(items, columnsOf(items, items.filter(({ id }) => onPath.has(id)).sort((a, b) => path.findIndex((card) => card.id === a.id) - path.findIndex((card) => card.id === b.id))), width)
  }
  const whole = draw(true)
  return groups.length && whole.width > width ? draw(false) : whole
}

/** The drawing, with the items of the one before where these are the same: what is drawn of them needs not be looked at again. */
export function keeping(before: Drawing | undefined, now: Drawing): Drawing {
  const known = new Map(before?.items.map((one) => [one.item.id, one]))
  return { ...now, items: now.items.map((one) => (saysTheSame(known.get(one.item.id), one) ? known.get(one.item.id)! : one)) }
}

function arranged(items: readonly Item[], columns: readonly Column[], width: number): Drawing {
  const consumers = new Map<string, number>()
  for (const { inputs } of items) for (const id of inputs) consumers.set(id, (consumers.get(id) ?? 0) + 1)
  const skips = skipsOf(columns)
  const extras = columns.map((column, index) => column.lanes.length * (measure.lane + measure.laneGap) + (skips[index] ? measure.channel + measure.channelStep * skips[index] : 0))
  const free = width - 2 * measure.margin - measure.gutter * (columns.length - 1) - extras.reduce((sum, each) => sum + each, 0)
  const card = Math.floor(Math.min(measure.widest, Math.max(measure.column, free / Math.max(columns.length, 1))))

  const placed: Placed[] = []
  const placedColumns: PlacedColumn[] = []
  let x: number = measure.margin
  let height = 0
  for (const [number, column] of columns.entries()) {
    const whole = card + extras[number]!
    placedColumns.push({ column, x, width: whole, cards: card })
    const forksBefore = number > 0 && column.main.length > 0 && !column.loose && forkedInto(columns, number, items)
    height = Math.max(height, stack(column, { x, top: forksBefore ? measure.topBelowFork : measure.top, card, number, consumers, placed }))
    x += whole + measure.gutter + (column.lanes.length || skips[number] ? measure.channelStep : 0)
  }
  const total = x - measure.gutter + measure.margin
  return { items: placed, columns: placedColumns, lines: linesOf(items, placed, placedColumns), width: total, height: height + measure.gap }
}

interface Stack {
  readonly x: number
  readonly top: number
  readonly card: number
  readonly number: number
  readonly consumers: ReadonlyMap<string, number>
  readonly placed: Placed[]
}

/** Puts a column's items below one another, and its lanes beside them; gives the lowest point. */
function stack(column: Column, { x, top, card, number, consumers, placed }: Stack): number {
  const joinsOf = new Map<string, number[]>()
  column.lanes.forEach((lane, index) => {
    const joins = column.main.find(({ inputs }) => inputs.includes(lane.at(-1)!.id))
    if (joins) joinsOf.set(joins.id, [...(joinsOf.get(joins.id) ?? []), index])
  })
  const at = new Map<string, Placed>()
  const done = new Set<number>()
  let y = top
  let lowest = top

  const putLane = (index: number): number => {
    done.add(index)
    const lane = column.lanes[index]!
    const fork = lane[0]!.inputs.map((id) => at.get(id)).find(Boolean)
    let laneY = fork ? fork.y + fork.height + measure.forkGap : top + measure.head
    for (const item of lane) {
      const height = heightOf(item)
      placed.push({ item, x: x + card + measure.laneGap + index * (measure.lane + measure.laneGap), y: laneY, width: measure.lane, height, column: number, lane: index + 1 })
      laneY += height + measure.gap
    }
    return laneY
  }
  for (const item of column.main) {
    const height = heightOf(item)
    // A merge stands below all that comes into it from beside.
    for (const index of joinsOf.get(item.id) ?? []) y = Math.max(y, putLane(index) - height / 2)
    const one: Placed = { item, x, y, width: card, height, column: number, lane: 0 }
    placed.push(one)
    at.set(item.id, one)
    lowest = Math.max(lowest, y + height)
    y += height + ((consumers.get(item.id) ?? 0) > 1 ? measure.forkGap : measure.gap)
  }
  column.lanes.forEach((_lane, index) => {
    if (!done.has(index)) lowest = Math.max(lowest, putLane(index))
  })
  return Math.max(lowest, ...placed.filter((one) => one.column === number).map((one) => one.y + one.height)) + measure.gap
}

/** How many lines run down beside the cards of each column at once. */
function skipsOf(columns: readonly Column[]): number[] {
  return columns.map(({ main }) => {
    const place = new Map(main.map(({ id }, index) => [id, index]))
    const spans = main.flatMap(({ id, inputs }) => inputs.flatMap((from) => {
      const begin = place.get(from)
      return begin !== undefined && begin < place.get(id)! - 1 ? [[begin, place.get(id)!] as const] : []
    }))
    return spans.reduce((most, [begin]) => Math.max(most, spans.filter(([from, to]) => from <= begin && begin < to).length), 0)
  })
}

/** Whether a line that begins in the column before forks at the top of this one. */
function forkedInto(columns: readonly Column[], number: number, items: readonly Item[]): boolean {
  const last = columns[number - 1]!.main.at(-1)
  return last !== undefined && items.filter(({ inputs }) => inputs.includes(last.id)).length > 1
}
