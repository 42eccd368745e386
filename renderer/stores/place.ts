import { useLocalStorage } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'

export const placeNames = ['data', 'model', 'train', 'evaluate', 'try', 'export', 'settings'] as const
export type PlaceName = (typeof placeNames)[number]

/** Where in the window the person is, and what is open around it. */
export const usePlace = defineStore('place', () => {
  /** The place that is shown, or the first page; nothing until it is known where to begin. */
  const now = ref<PlaceName | 'start'>()
  const paletteOpen = ref(false)
  /** Width of the side panel in pixels; 0: as the window's width has it. */
  const sideWidth = useLocalStorage('side-width', 0)
  const sideOpen = ref(true)
  /** The parts of places that other places lead to. */
  const trainView = ref<'plan' | 'live' | 'compare'>('plan')

  function go(place: PlaceName): void {
    now.value = place
    paletteOpen.value = false
  }

  return { now, paletteOpen, sideWidth: computed({ get: () => sideWidth.value, set: (width) => (sideWidth.value = width && Math.min(480, Math.max(240, width))) }), sideOpen, trainView, go }
})
