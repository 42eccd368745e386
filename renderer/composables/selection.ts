import { computed, shallowRef, type ComputedRef, type Ref } from 'vue'

/** Which of several things are chosen, by their ids. */
export interface Selection {
  readonly ids: Ref<ReadonlySet<string>>
  /** The one thing that is chosen; none when it is several. */
  readonly only: ComputedRef<string | undefined>
  /** Chooses this alone; with `add` it joins or leaves those that are chosen. */
  choose(id: string, add?: boolean): void
  set(ids: Iterable<string>): void
  clear(): void
}

export function createSelection(): Selection {
  const ids = shallowRef<ReadonlySet<string>>(new Set())
  return {
    ids,
    only: computed(() => (ids.value.size === 1 ? [...ids.value][0] : undefined)),
    choose(id, add = false) {
      const next = new Set(add ? ids.value : [])
      if (!add || !next.delete(id)) next.add(id)
      ids.value = next
    },
    set(all) {
      ids.value = new Set(all)
    },
    clear() {
      ids.value = new Set()
    },
  }
}
