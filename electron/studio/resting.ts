import type { Signal } from '#shared/contract/signal'

/** Milliseconds that a process is kept after the last piece of work: the next one often comes soon. */
const KEPT = 30_000

/** Counts the work that a process has, and tells `rest` when it has had none for a while. */
export class Resting {
  private working = 0
  private timer: NodeJS.Timeout | undefined

  constructor(private readonly rest: () => void, private readonly kept = KEPT) {}

  /** A piece of work begins; it is over when its signal fires, or the function that is given back is called. */
  begin(signal: Signal): () => void {
    clearTimeout(this.timer)
    this.working++
    let over = false
    const end = () => {
      if (over) return
      over = true
      if (--this.working === 0) this.timer = setTimeout(this.rest, this.kept).unref()
    }
    signal.addEventListener('abort', end)
    return end
  }
}
