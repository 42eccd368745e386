import { random, shuffled } from '#shared/base/random'

/** Pictures by their numbers, in rising order. */
export interface HoldOutSplit {
  readonly training: Uint32Array
  readonly holdOut: Uint32Array
}

/**
 * Holds out a share of each class, by chance of the seed: of n pictures round(share · n), but never all, so that a class with one picture
 * keeps it for training.
 */
export function splitHoldOut(labels: ArrayLike<number>, classes: number, share: number, seed: number): HoldOutSplit {
  const heldOut = new Uint8Array(labels.length)
  for (let label = 0; label < classes; label++) {
    const members = numbersWhere(labels, (each) => each === label)
    const wanted = Math.min(Math.round(share * members.length), members.length - 1)
    const order = shuffled(members.length, random(seed, label, holdOutStream))
    for (let i = 0; i < wanted; i++) heldOut[members[order[i]!]!] = 1
  }
  return { training: numbersWhere(heldOut, (each) => each === 0), holdOut: numbersWhere(heldOut, (each) => each === 1) }
}

/** 'hold' in ASCII: keeps these random numbers apart from others of the same seed. */
const holdOutStream = 0x686f6c64

function numbersWhere(values: ArrayLike<number>, wanted: (value: number) => boolean): Uint32Array {
  const found = new Uint32Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) if (wanted(values[i]!)) found[count++] = i
  return found.slice(0, count)
}
