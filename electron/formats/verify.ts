import type { Comparison } from '#shared/contract/export'
import type { Answering } from './format'

/** An export whose answers differ by more than this share of the largest answer is none. */
export const tolerance = 1e-4

/** Pictures as a network's input, [count, channels, height, width], and what it answered them, [count, classes]. */
export interface Asked {
  readonly count: number
  readonly input: Float32Array
  readonly answers: Float32Array
}

/** Compares what was read back with the network's own answers, batch by batch; `stopping` is asked before each. Gives undefined when it was stopped. */
export async function compare(read: Answering, batches: readonly Asked[], stopping: () => Promise<boolean>, progress: (done: number) => void): Promise<Comparison | undefined> {
  const found = { pictures: 0, sameAnswers: 0, largest: 0 }
  let most = 0
  for (const { count, input, answers } of batches) {
    if (await stopping()) return undefined
    const got = await read.answer(input, count)
    const classes = answers.length / count
    for (let i = 0; i < answers.length; i++) {
      // What is no number on one side differs without end.
      const off = Math.abs(answers[i]! - (got[i] ?? NaN))
      found.largest = Number.isNaN(off) ? Infinity : Math.max(found.largest, off)
      most = Math.max(most, Math.abs(answers[i]!))
    }
    for (let picture = 0; picture < count; picture++)
      if (likeliest(answers, picture, classes) === likeliest(got, picture, classes)) found.sameAnswers++
    found.pictures += count
    progress(found.pictures)
  }
  return { ...found, relative: found.largest === 0 ? 0 : found.largest / most }
}

function likeliest(answers: Float32Array, picture: number, classes: number): number {
  const row = answers.subarray(picture * classes, (picture + 1) * classes)
  return row.indexOf(row.reduce((a, b) => Math.max(a, b), -Infinity))
}
