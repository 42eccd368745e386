import { defineStore } from 'pinia'
import { computed, watch } from 'vue'
import { useDesk } from './desk'
import { usePlace } from './place'
import { useRuns } from './runs'
import { useSettings } from './settings'

/** Where the window begins: a new library sees the first page, once; whoever has trained, or left it before, is at the plan. */
export const useOpening = defineStore('opening', () => {
  const settings = useSettings()
  const runs = useRuns()
  const desk = useDesk()
  const place = usePlace()

  const isKnown = computed(() => desk.read && settings.read && runs.all !== undefined)
  watch(isKnown, (known) => {
    // What was wanted meanwhile, such as a file to open, leads elsewhere.
    if (known && place.now === undefined) place.now = !settings.chosen.toured && runs.all?.length === 0 ? 'start' : 'train'
  }, { immediate: true })
  watch(() => place.now, (_now, before) => {
    if (before === 'start' && !settings.chosen.toured) void settings.change({ toured: true })
  })

  return { isKnown }
})
