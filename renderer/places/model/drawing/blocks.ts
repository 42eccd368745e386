import { layersOf, type Card } from './cards'

/** A part of the main lane with one way in and one way out: from behind a fork to the merge that joins what left there. */
export interface Block {
  /** The card that forks, the last one before the block. */
  readonly fork: string
  readonly merge: Card
  /** All cards of it, the merge last. */
  readonly cards: readonly Card[]
  /** What it is made of: equal for blocks that differ only in their channels of input. */
  readonly form: string
  /** The part of the names that its layers have in common: `layer1.0`; empty when there is none. */
  readonly name: string
}

/** Equal blocks in a row, drawn as a card each. */
export interface Group {
  readonly blocks: readonly Block[]
}

/** The blocks along the main lane that do not overlap, the smallest ones, in its order. */
export function blocksOf(cards: readonly Card[], main: readonly Card[]): readonly Block[] {
  const byId = new Map(cards.map((card) => [card.id, card]))
  const place = new Map(main.map(({ id }, index) => [id, index]))
  const blocks: Block[] = []
  let free = 0
  for (const [index, merge] of main.entries()) {
    if (merge.inputs.length < 2) continue
    const inside = new Map<string, Card>([[merge.id, merge]])
    const forks = new Set<string>()
    collect(merge, byId, place, inside, forks)
    const fork = [...forks].map((id) => place.get(id)!).reduce((least, at) => Math.min(least, at), Infinity)
    if (!Number.isFinite(fork) || fork < free - 1) continue
    const members = [...main.slice(fork + 1, index + 1), ...[...inside.values()].filter(({ id }) => !place.has(id))]
    if (leaks(cards, members, merge.id)) continue
    free = index + 1
    blocks.push({ fork: main[fork]!.id, merge, cards: members, form: formOf(members), name: commonName(members) })
  }
  return blocks
}

/** Runs of at least three equal blocks, or of two that have names of their own, each block directly behind the one before. */
export function groupsOf(blocks: readonly Block[]): readonly Group[] {
  const groups: Group[] = []
  let run: Block[] = []
  const close = () => {
    if (run.length >= 3 || (run.length === 2 && run.every(({ name }) => name))) groups.push({ blocks: run })
    run = []
  }
  for (const block of blocks) {
    const last = run.at(-1)
    if (last && !(block.form === last.form && block.fork === last.merge.id)) close()
    run.push(block)
  }
  close()
  return groups
}

/** Walks back from a merge over cards beside the main lane, to where they leave it. */
function collect(card: Card, byId: ReadonlyMap<string, Card>, place: ReadonlyMap<string, number>, inside: Map<string, Card>, forks: Set<string>): void {
  const waiting = [...card.inputs]
  while (waiting.length) {
    const id = waiting.pop()!
    const one = byId.get(id)
    if (!one || inside.has(id)) continue
    if (place.has(id)) {
      forks.add(id)
      continue
    }
    inside.set(id, one)
    waiting.push(...one.inputs)
  }
  // The merge's neighbour on the main lane is no fork unless the lane itself begins there.
  const before = [...forks].filter((id) => place.get(id) === place.get(card.id)! - 1)
  if (forks.size > 1) for (const id of before) forks.delete(id)
}

/** Whether something inside, but for the merge, feeds a card outside. */
function leaks(cards: readonly Card[], members: readonly Card[], merge: string): boolean {
  const ids = new Set(members.map(({ id }) => id))
  return cards.some(({ id, inputs }) => !ids.has(id) && inputs.some((from) => from !== merge && ids.has(from)))
}

function formOf(members: readonly Card[]): string {
  const number = new Map(members.map(({ id }, index) => [id, index]))
  return JSON.stringify(members.map((card) => [layersOf(card).map(({ kind, params }) => [kind, params]), card.inputs.map((id) => number.get(id) ?? -1)]))
}

function commonName(members: readonly Card[]): string {
  const paths = members.flatMap((card) => layersOf(card).map(({ name }) => name.split('.')))
  const first = paths[0] ?? []
  let length = 0
  while (length < first.length - 1 && paths.every((path) => path[length] === first[length] && path.length > length + 1)) length++
  return first.slice(0, length).join('.')
}
