import type { Said } from '#shared/base/problem'
import type { EpochFigures, RunNow } from '#shared/contract/runs'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { Column } from '../composables/columns'
import { useRuns } from './runs'
import { useStudio } from './studio'

const NAMES = ['step', 'loss', 'accuracy', 'learningRate', 'gradientNorm', 'imagesPerSecond'] as const
export type StepColumns = Readonly<Record<(typeof NAMES)[number], Column>>
const emptyColumns = (): StepColumns => ({ step: new Column(), loss: new Column(), accuracy: new Column(), learningRate: new Column(), gradientNorm: new Column(), imagesPerSecond: new Column() })

/** The run that is looked at, with all of its figures as they come. */
export const useFollowed = defineStore('followed', () => {
  const { client } = useStudio()
  const runs = useRuns()
  const id = computed(() => runs.looked?.id)
  const now = shallowRef<RunNow>()
  const epochs = shallowRef<readonly EpochFigures[]>([])
  const notes = shallowRef<readonly { readonly at: string; readonly text: Said; readonly warning: boolean }[]>([])
  /** The columns grow in place; `grown` counts how often, for whoever draws them. */
  let steps = emptyColumns()
  const grown = ref(0)
  const columns = computed<StepColumns>(() => (void grown.value, { ...steps }))
  const summary = computed(() => runs.looked)

  function begin(): void {
    steps = emptyColumns()
    now.value = undefined
    epochs.value = []
    notes.value = []
    grown.value++
  }

  function append(more: Readonly<Record<(typeof NAMES)[number], Float32Array>>): void {
    for (const name of NAMES) steps[name].append(more[name])
    grown.value++
  }

  watch(id, (run, _before, whenDone) => {
    begin()
    if (run === undefined) return
    whenDone(client.runs.follow({ id: run }, {
      snapshot(all) {
        begin()
        now.value = all.now
        epochs.value = all.epochs
        notes.value = all.notes
        append(all.steps)
      },
      event(event) {
        if (event.type === 'steps') {
          append(event.steps)
          now.value = event.now
        } else if (event.type === 'epoch') epochs.value = [...epochs.value.filter(({ epoch }) => epoch !== event.figures.epoch), event.figures]
        else if (event.type === 'now') now.value = event.now
        else if (event.type === 'note') notes.value = [...notes.value, event]
      },
    }))
  }, { immediate: true })

  return { id, now, epochs, notes, columns, grown, summary }
})
