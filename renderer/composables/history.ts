import { computed, shallowRef, triggerRef, type ComputedRef, type ShallowRef } from 'vue'

interface Step<T> {
  readonly before: T
  readonly after: T
  readonly what: string
}

/** A document with all of its past: every state is kept whole, which costs little as documents share what an edit did not touch. */
export interface History<T> {
  readonly now: Readonly<ShallowRef<T>>
  /** What undo and redo would take back and bring back, in words. */
  readonly undoes: ComputedRef<string | undefined>
  readonly redoes: ComputedRef<string | undefined>
  /** A new state. Changes in a row of the same `run`, such as typing into one field, are undone as one. */
  commit(next: T, what: string, run?: string): void
  undo(): void
  redo(): void
  /** Begins anew with this state and no past. */
  reset(state: T): void
}

export function createHistory<T>(initial: T): History<T> {
  const now = shallowRef(initial) as ShallowRef<T>
  const past = shallowRef<Step<T>[]>([])
  const future = shallowRef<Step<T>[]>([])
  let lastRun: string | undefined

  function move(from: ShallowRef<Step<T>[]>, to: ShallowRef<Step<T>[]>, side: 'before' | 'after'): void {
    const step = from.value.pop()
    if (!step) return
    to.value.push(step)
    now.value = step[side]
    lastRun = undefined
    triggerRef(from)
    triggerRef(to)
  }

  return {
    now,
    undoes: computed(() => past.value.at(-1)?.what),
    redoes: computed(() => future.value.at(-1)?.what),
    commit(next, what, run) {
      if (next === now.value) return
      const joins = run !== undefined && run === lastRun
      const before = joins ? past.value.pop()!.before : now.value
      past.value.push({ before, after: next, what })
      future.value = []
      now.value = next
      lastRun = run
      triggerRef(past)
    },
    undo: () => move(past, future, 'before'),
    redo: () => move(future, past, 'after'),
    reset(state) {
      past.value = []
      future.value = []
      now.value = state
      lastRun = undefined
    },
  }
}
