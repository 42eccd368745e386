/** How far something is that takes its time. */
export interface Progress {
  readonly done: number
  readonly of: number
  /** Since it began. */
  readonly perSecond: number
}

/** Told now and then; one that comes late replaces those before. */
export type TellProgress = (progress: Progress) => void

const betweenMilliseconds = 100

/** Counts up to `of`, and tells at most ten times a second, at the start and at the end. */
export function counter(of: number, tell: TellProgress | undefined): (done: number) => void {
  const start = performance.now()
  let told = -Infinity
  return (done) => {
    const now = performance.now()
    if (!tell || (done < of && now - told < betweenMilliseconds)) return
    told = now
    tell({ done, of, perSecond: now > start ? (done / (now - start)) * 1000 : 0 })
  }
}
