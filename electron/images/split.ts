import { random, shuffled } from '#shared/base/random'

/** Pictures by their numbers, in rising order. */
export interface HoldOutSplit {
  readonly training: Uint32Array
  readonly holdOut: Uint32Array
}

/** What a plan says of it: the share held out, by chance of the seed, of the first `subset` pictures of each class, or of all when that is 0. */
export interface SplitSettings {
  readonly holdOut: number
  readonly seed: number
  readonly subset: number
}

/**
 * Holds out a share of each class: of n pictures round(share · n), but never all, so that a class with one picture keeps it for training.
 */
export function splitHoldOut(labels: ArrayLike<number>, classes: number, { holdOut: share, seed, subset }: SplitSettings): HoldOutSplit {
  const part = new Uint8Array(labels.length)
  membersOf(labels, classes).forEach((all, label) => {
    const members = subset > 0 ? all.slice(0, subset) : all
    const wanted = Math.min(Math.round(share * members.length), members.length - 1)
    const order = shuffled(members.length, random(seed, label, holdOutStream))
    for (const number of members) part[number] = TRAINING
    for (let i = 0; i < wanted; i++) part[members[order[i]!]!] = HELD_OUT
  })
  return { training: numbersWhere(part, TRAINING), holdOut: numbersWhere(part, HELD_OUT) }
}

/** How a split would fall out: pictures of each class that train and that are held out. */
export function splitCounts(labels: ArrayLike<number>, classes: number, settings: SplitSettings): { training: number[]; validation: number[] } {
  const { training, holdOut } = splitHoldOut(labels, classes, settings)
  return { training: classCounts(labels, classes, training), validation: classCounts(labels, classes, holdOut) }
}

/**
 * What a picture of each class counts for so that all classes together count alike: n / (classes · n of the class), on average 1 over these
 * pictures. Only classes that have pictures are counted; one that has none gets 0.
 */
export function classWeights(labels: ArrayLike<number>, classes: number, indices: Uint32Array): number[] {
  const counts = classCounts(labels, classes, indices)
  const present = counts.filter(Boolean).length
  return counts.map((count) => (count ? indices.length / (present * count) : 0))
}

function classCounts(labels: ArrayLike<number>, classes: number, indices: Uint32Array): number[] {
  const counts = new Array<number>(classes).fill(0)
  for (const number of indices) counts[labels[number]!]!++
  return counts
}

/** 'hold' in ASCII: keeps these random numbers apart from others of the same seed. */
const holdOutStream = 0x686f6c64
const [TRAINING, HELD_OUT] = [1, 2]

function membersOf(labels: ArrayLike<number>, classes: number): number[][] {
  const members = Array.from({ length: classes }, (): number[] => [])
  for (let i = 0; i < labels.length; i++) members[labels[i]!]!.push(i)
  return members
}

function numbersWhere(values: ArrayLike<number>, wanted: number): Uint32Array {
  const found = new Uint32Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) if (values[i] === wanted) found[count++] = i
  return found.slice(0, count)
}
