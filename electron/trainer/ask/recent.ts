interface Entry<T> {
  readonly key: string
  readonly value: Promise<T>
  users: number
  kept: boolean
}

/** Keeps the last few things that were made, so that asking for one again is instant; one that is in use is let go of only afterwards. */
export class Recent<T> {
  private entries: Entry<T>[] = []

  constructor(
    private readonly most: number,
    private readonly letGo: (value: T) => void,
  ) {}

  /** Works with the thing of this key, made if it is not there. What is asked for twice at a time is made once. */
  async use<R>(key: string, make: () => Promise<T>, work: (value: T) => R | Promise<R>): Promise<R> {
    const entry = this.entries.find((each) => each.key === key) ?? { key, value: make(), users: 0, kept: true }
    entry.users++
    const order = [entry, ...this.entries.filter((each) => each !== entry)]
    this.entries = order.slice(0, this.most)
    for (const old of order.slice(this.most)) this.drop(old)
    try {
      const value = await entry.value.catch((thrown: unknown) => {
        // Whoever asks next tries again.
        this.entries = this.entries.filter((each) => each !== entry)
        throw thrown
      })
      return await work(value)
    } finally {
      entry.users--
      if (!entry.kept) this.drop(entry)
    }
  }

  /** Lets go of everything that is not in use, and of the rest after its use. */
  clear(): void {
    const { entries } = this
    this.entries = []
    for (const entry of entries) this.drop(entry)
  }

  private drop(entry: Entry<T>): void {
    entry.kept = false
    if (entry.users === 0) void entry.value.then(this.letGo, () => undefined)
  }
}
