import type { Item } from './items'

/** The items of one spatial size, in a row of the main lane, with what stands beside it. */
export interface Column {
  /** '32 × 32', or 'Vector'; empty where the size is not known, or for what is not connected. */
  readonly head: string
  /** Side of the map: the geometric mean of height and width; 1 for vectors. */
  readonly side: number
  readonly main: Item[]
  /** Beside the main lane: the lane's number from 1, and its items. */
  readonly lanes: Item[][]
  readonly loose: boolean
}

/** Columns along the main lane; a new one begins where the size of the map changes. What has no way to the main lane's end stands in a last column of its own. */
export function columnsOf(items: readonly Item[], main: readonly Item[]): readonly Column[] {
  const columns: Column[] = []
  const columnOf = new Map<string, Column>()
  for (const item of main) {
    const size = sizeOf(item)
    let column = columns.at(-1)
    if (!column || (size && column.head !== size.head && !(size.head === 'Vector' && column.side === 1))) {
      column = { head: size?.head ?? '', side: size?.side ?? column?.side ?? 1, main: [], lanes: [], loose: false }
      columns.push(column)
    }
    column.main.push(item)
    columnOf.set(item.id, column)
  }

  const place = new Map(main.map(({ id }, index) => [id, index]))
  const byId = new Map(items.map((item) => [item.id, item]))
  const loose: Item[] = []
  for (const chain of chainsBeside(items, place, byId)) {
    const joins = items.find((item) => place.has(item.id) && item.inputs.includes(chain.at(-1)!.id))
    if (!joins) loose.push(...chain)
    else {
      const column = columnBeside(chain, joins, main, columnOf, place)
      column.lanes.push(chain)
    }
  }
  if (loose.length) columns.push({ head: '', side: 1, main: loose, lanes: [], loose: true })
  return columns
}

/** The size that an item leaves. */
export function sizeOf({ output }: Item): { head: string; side: number } | undefined {
  if (!output) return undefined
  const [, height, width] = output
  if (height === undefined || width === undefined) return { head: 'Vector', side: 1 }
  return { head: `${height} × ${width}`, side: Math.sqrt(height * width) }
}

/** What is not on the main lane, in chains: each item after the first is fed by the one before it alone. */
function chainsBeside(items: readonly Item[], place: ReadonlyMap<string, number>, byId: ReadonlyMap<string, Item>): Item[][] {
  const chains: Item[][] = []
  const endOf = new Map<string, Item[]>()
  for (const item of items) {
    if (place.has(item.id)) continue
    const before = item.inputs.find((id) => byId.has(id) && endOf.has(id))
    const chain = before === undefined ? [] : endOf.get(before)!
    if (before === undefined) chains.push(chain)
    else endOf.delete(before)
    chain.push(item)
    endOf.set(item.id, chain)
  }
  return chains
}

/** The column of the main lane with the size that the chain leaves, between where it forks off and where it joins; else the one that it joins in. */
function columnBeside(chain: readonly Item[], joins: Item, main: readonly Item[], columnOf: ReadonlyMap<string, Column>, place: ReadonlyMap<string, number>): Column {
  const fork = Math.max(0, ...chain.flatMap(({ inputs }) => inputs.map((id) => place.get(id) ?? 0)))
  const head = sizeOf(chain.at(-1)!)?.head
  const same = main.slice(fork, place.get(joins.id)! + 1).find((item) => sizeOf(item)?.head === head)
  return columnOf.get((same ?? joins).id)!
}
