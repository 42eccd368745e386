import { useDocumentVisibility } from '@vueuse/core'
import { computed, onActivated, onDeactivated, onScopeDispose, ref, shallowRef, watch, type ShallowRef } from 'vue'

/** What was drawn stays for so many times as long as drawing it took: so drawing takes a two-hundredth of a core, of whichever machine. */
const REST = 200
/** Milliseconds that it stays at most, since on a busy machine drawing can take long by chance. */
const LONGEST_REST = 3000

/**
 * A value as it was when it was last drawn: what grows many times a second is drawn as often as the time that drawing takes allows, and at once when it
 * rested before or when the change is `urgent`. Nothing is drawn while the window is hidden or the place is not open; then the newest is, as soon as it is seen.
 */
export function usePaced<T>(value: () => T, urgent: (drawn: T, now: T) => boolean): Readonly<ShallowRef<T>> {
  const drawn = shallowRef(value()) as ShallowRef<T>
  const isOpen = ref(true)
  const visibility = useDocumentVisibility()
  const seen = computed(() => isOpen.value && visibility.value === 'visible')
  let rested = 0
  let timer: ReturnType<typeof setTimeout> | undefined

  onActivated(() => (isOpen.value = true))
  onDeactivated(() => (isOpen.value = false))

  function look(): void {
    clearTimeout(timer)
    if (!seen.value) return
    const now = value()
    if (now === drawn.value) return
    const rest = rested - performance.now()
    if (rest > 0 && !urgent(drawn.value, now)) return void (timer = setTimeout(look, rest))
    drawn.value = now
    // Until it is known how long this takes.
    rested = performance.now() + LONGEST_REST
    measure((took) => {
      rested = performance.now() + Math.min(LONGEST_REST, took * REST)
      look()
    })
  }

  watch([value, seen], look)
  onScopeDispose(() => clearTimeout(timer))
  return drawn
}

/** Tells how many milliseconds what was just changed takes, to the end of the next frame, without the wait for that to begin. */
function measure(tell: (took: number) => void): void {
  const start = performance.now()
  void Promise.resolve().then(() => {
    const changed = performance.now() - start
    requestAnimationFrame(() => {
      const frame = performance.now()
      setTimeout(() => tell(changed + performance.now() - frame))
    })
  })
}
