import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import * as v from 'valibot'

export const placeNames = ['data', 'model', 'train', 'evaluate', 'try', 'export', 'settings'] as const
export type PlaceName = (typeof placeNames)[number]
const trainViews = ['plan', 'live', 'compare'] as const
const modelSides = ['layer', 'code', 'networks', 'problems'] as const

/** What of it a window finds again. */
export const whereabouts = v.object({
  place: v.optional(v.picklist(placeNames)), train: v.picklist(trainViews), model: v.picklist(modelSides), run: v.optional(v.string()),
  side: v.object({ open: v.boolean(), width: v.number() }),
})
export type Whereabouts = v.InferOutput<typeof whereabouts>

/** Where in the window the person is, and what is open around it. */
export const usePlace = defineStore('place', () => {
  /** The place that is shown, or the first page; nothing until it is known where to begin. */
  const now = ref<PlaceName | 'start'>()
  const paletteOpen = ref(false)
  /** Width of the side panel in pixels; 0: as the window's width has it. */
  const width = ref(0)
  const sideWidth = computed({ get: () => width.value, set: (wide) => (width.value = wide && Math.min(480, Math.max(240, wide))) })
  const sideOpen = ref(true)
  /** The parts of places that other places lead to, or that are found again. */
  const trainView = ref<(typeof trainViews)[number]>('plan')
  const modelSide = ref<(typeof modelSides)[number]>('layer')
  /** The run that the person chose to look at. */
  const run = ref<string>()

  function go(place: PlaceName): void {
    now.value = place
    paletteOpen.value = false
  }

  /** What is to be found again; the first page is none of it, as it is shown by what is in the library. */
  const whereabouts = computed<Whereabouts>(() => ({
    ...(now.value !== 'start' && now.value && { place: now.value }), train: trainView.value, model: modelSide.value, ...(run.value !== undefined && { run: run.value }),
    side: { open: sideOpen.value, width: width.value },
  }))

  /** Goes back to where a window was, but for what was wanted meanwhile. */
  function goBack({ place, train, model, run: looked, side }: Whereabouts): void {
    now.value ??= place
    trainView.value = train
    modelSide.value = model
    run.value ??= looked
    sideOpen.value = side.open
    sideWidth.value = side.width
  }

  return { now, paletteOpen, sideWidth, sideOpen, trainView, modelSide, run, go, whereabouts, goBack }
})
