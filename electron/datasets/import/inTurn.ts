/** Does work for every item, several at once, and gives the results in the order of the items. `work` must not throw. */
export async function* inTurn<T, R>(items: readonly T[], atOnce: number, work: (item: T) => Promise<R>): AsyncGenerator<R, void, undefined> {
  const begun: Promise<R>[] = []
  for (let next = 0; next < items.length || begun.length > 0; ) {
    while (next < items.length && begun.length < atOnce) begun.push(work(items[next++]!))
    yield await begun.shift()!
  }
}

/** Makes work wait until all that came before it is done. */
export function oneByOne(): <R>(work: () => Promise<R>) => Promise<R> {
  let last: Promise<unknown> = Promise.resolve()
  return (work) => {
    const mine = last.then(work)
    last = mine.catch(() => undefined)
    return mine
  }
}
