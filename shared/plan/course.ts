/** Figures of steps as columns of equal length: `step` counts from 1 over the whole run and rises; of a long run a column may be the mean over several steps. */
export interface Steps {
  readonly step: Float32Array
  readonly loss: Float32Array
  readonly learningRate: Float32Array
}

/** The mean loss of the steps after `from`, up to `to`; undefined where there are none. */
export function meanLoss({ step, loss }: Steps, from: number, to: number): number | undefined {
  let sum = 0
  let count = 0
  for (let i = firstAfter(step, from); i < step.length && step[i]! <= to; i++) {
    if (!Number.isFinite(loss[i]!)) continue
    sum += loss[i]!
    count++
  }
  return count ? sum / count : undefined
}

/** Means over windows of so many steps that lie end to end, the last of them ending with the last step; the oldest first, after step `from`. */
export function windows(steps: Steps, width: number, from: number): { readonly end: number; readonly loss: number }[] {
  const found: { end: number; loss: number }[] = []
  for (let end = steps.step.at(-1) ?? 0; end - width >= from; end -= width) {
    const loss = meanLoss(steps, end - width, end)
    if (loss !== undefined) found.push({ end, loss })
  }
  return found.reverse()
}

function firstAfter(rising: Float32Array, value: number): number {
  let low = 0
  let high = rising.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (rising[middle]! <= value) low = middle + 1
    else high = middle
  }
  return low
}
