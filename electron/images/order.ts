import { random, shuffled } from '#shared/base/random'

/** The pictures of an epoch by their numbers. `times`: how often each was there before in this epoch, where that can be. */
export interface Order {
  readonly numbers: Uint32Array
  readonly times?: Uint32Array
}

/** A picture's key in an epoch grows by this each time that it comes again, so that it never meets another picture's. */
export const REPEAT = 2 ** 32

/** Every picture once. */
export function shuffledOrder(indices: Uint32Array, seed: number, epoch: number): Order {
  return { numbers: shuffled(indices.length, random(seed, epoch, orderStream)).map((i) => indices[i]!) }
}

/**
 * As many pictures as there are, of every class equally many, give or take one: of a large class some by chance, of a small one all, again and
 * again, none a third time before all came twice.
 */
export function evenly(labels: ArrayLike<number>, indices: Uint32Array, seed: number, epoch: number): Order {
  const members = new Map<number, number[]>()
  for (const number of indices) {
    const label = labels[number]!
    if (!members.has(label)) members.set(label, [])
    members.get(label)!.push(number)
  }
  const classes = [...members].sort(([a], [b]) => a - b)
  // The classes take turns at the pictures that are left over.
  const first = classes.length ? epoch % classes.length : 0
  const drawn: { number: number; time: number }[] = []
  classes.forEach(([label, numbers], place) => {
    const leftOver = (place - first + classes.length) % classes.length < indices.length % classes.length ? 1 : 0
    const wanted = Math.floor(indices.length / classes.length) + leftOver
    const source = random(seed, epoch, label, evenStream)
    for (let time = 0, got = 0; got < wanted; time++) {
      const order = shuffled(numbers.length, source)
      for (let i = 0; i < order.length && got < wanted; i++, got++) drawn.push({ number: numbers[order[i]!]!, time })
    }
  })
  const order = shuffled(drawn.length, random(seed, epoch, orderStream))
  return { numbers: order.map((i) => drawn[i]!.number), times: order.map((i) => drawn[i]!.time) }
}

/** 'ordr' and 'even' in ASCII: keep these random numbers apart from others of the same keys. */
const orderStream = 0x6f726472
const evenStream = 0x6576656e
