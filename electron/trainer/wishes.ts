/** What whoever asked for a job wants of it since: kept until the job looks, between two steps. */
export class Wishes {
  stop = false
  pause = false
  private epochs: number | undefined
  private waiting: (() => void)[] = []

  /** Notes a wish, and lets a job that waits look at it. */
  say(change: { readonly stop?: true; readonly pause?: boolean; readonly epochs?: number }): void {
    if (change.stop) this.stop = true
    if (change.pause !== undefined) this.pause = change.pause
    if (change.epochs !== undefined) this.epochs = change.epochs
    for (const wake of this.waiting.splice(0)) wake()
  }

  /** The epochs that were asked for since the last look. */
  takeEpochs(): number | undefined {
    const { epochs } = this
    this.epochs = undefined
    return epochs
  }

  /** Waits for the next wish, at most so many milliseconds where that is given. */
  async next(most?: number): Promise<void> {
    await new Promise<void>((wake) => {
      const timer = most === undefined ? undefined : setTimeout(wake, most)
      this.waiting.push(() => {
        clearTimeout(timer)
        wake()
      })
    })
  }
}
