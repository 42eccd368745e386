import type { Signal } from '#shared/contract/signal'

/** Whoever wants to be told of something, until their signal fires. */
export class Listeners<E> {
  private readonly all = new Set<(event: E) => void>()

  /** Adds a listener; without a signal it stays. */
  add(listener: (event: E) => void, signal?: Signal): void {
    if (signal?.aborted) return
    this.all.add(listener)
    signal?.addEventListener('abort', () => this.all.delete(listener))
  }

  tell(event: E): void {
    for (const listener of [...this.all]) listener(event)
  }
}
