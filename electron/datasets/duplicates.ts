import { counter } from '#electron/files/progress'
import { bytesOfOne, type Pictures } from '#electron/images/pictures'
import type { Watch } from '#electron/images/store/keep'
import { openStored } from '#electron/images/store/open'
import { createHash } from 'node:crypto'
import { pause } from './look'

/** A picture to train from that is the same as one to test with, each by its number. */
export interface Pair {
  readonly training: number
  readonly test: number
}

/** So many pairs are told of; all are counted. */
const mostPairs = 1000
const atOnce = 1000

/** Pictures that are in training and test, the same in every pixel; the score says less the more there are. `progress` counts pictures. */
export async function duplicatesOf(library: string, id: string, { signal, progress }: Watch = {}): Promise<{ total: number; pairs: Pair[] }> {
  const { training, test, close } = await openStored(library, id, 0)
  try {
    if (!test) return { total: 0, pairs: [] }
    const count = counter(training.count + test.count, progress)
    const tests = new Map<string, number[]>()
    for await (const [hash, number] of hashes(test, signal)) {
      tests.set(hash, [...(tests.get(hash) ?? []), number])
      count(number + 1)
    }
    const pairs: Pair[] = []
    let total = 0
    for await (const [hash, number] of hashes(training, signal)) {
      for (const other of tests.get(hash) ?? []) if (total++ < mostPairs) pairs.push({ training: number, test: other })
      count(test.count + number + 1)
    }
    return { total, pairs }
  } finally {
    close()
  }
}

/** SHA-256 of each picture, in their order. */
async function* hashes(pictures: Pictures, signal: AbortSignal | undefined): AsyncGenerator<[string, number]> {
  const length = bytesOfOne(pictures)
  for (let number = 0; number < pictures.count; number++) {
    if (number % atOnce === 0) await pause(signal)
    const from = pictures.find(number)
    yield [createHash('sha256').update(pictures.room.subarray(from, from + length)).digest('base64'), number]
  }
}
