import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useSettings } from './settings'

/** What the tour shows, in its order: parts of the window by their `data-tour`. */
export const tourStops = ['desk', 'start', 'data', 'model', 'evaluate', 'seek'] as const
export type TourStop = (typeof tourStops)[number]

/** A short way through the window, whenever it is asked for: on the first page, in the settings, by its command. */
export const useTour = defineStore('tour', () => {
  const settings = useSettings()
  const at = ref<number>()
  const stop = computed<TourStop | undefined>(() => (at.value === undefined ? undefined : tourStops[at.value]))
  const isLast = computed(() => at.value === tourStops.length - 1)

  function start(): void {
    at.value = 0
  }
  function end(): void {
    at.value = undefined
    if (!settings.chosen.toured) void settings.change({ toured: true })
  }
  function next(): void {
    if (at.value === undefined || isLast.value) end()
    else at.value++
  }

  return { stop, at, isLast, start, next, end }
})
