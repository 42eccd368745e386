import type { Evaluation } from '#shared/contract/ask'
import type { ProblemData } from '#shared/base/problem'
import type { ViewsName } from '#shared/metrics/views'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useStudio } from './studio'
import { useWeights } from './weights'

export type AskedSplit = Evaluation['split']
/** Pictures of one class that were taken for one class. */
export interface Cell {
  readonly truth: number
  readonly answer: number
}

/** The places in an evaluation of the pictures in a cell, those first of whose answer the network was surest. */
export function placesIn({ truth, answers, confidence }: Evaluation, cell: Cell): number[] {
  const places: number[] = []
  truth.forEach((label, place) => {
    if (label === cell.truth && answers[place] === cell.answer) places.push(place)
  })
  return places.sort((a, b) => confidence[b]! - confidence[a]! || a - b)
}

/** How a trained network answers for a whole split. What was evaluated once is there at once when it is chosen again. */
export const useEvaluation = defineStore('evaluation', () => {
  const { client } = useStudio()
  const weights = useWeights()
  const split = ref<AskedSplit>('test')
  /** In which views each picture is asked for. */
  const views = ref<ViewsName>('none')
  const made = shallowRef<ReadonlyMap<string, Evaluation>>(new Map())
  const progress = shallowRef<{ readonly done: number; readonly of: number }>()
  const problem = shallowRef<ProblemData>()
  const cell = shallowRef<Cell>()
  /** The picture of the cell that is shown large, by its place in the evaluation. */
  const picture = ref<number>()
  let stop: (() => void) | undefined

  const key = computed(() => weights.chosen && `${weights.chosen.key} ${split.value} ${views.value}`)
  const evaluation = computed(() => (key.value === undefined ? undefined : made.value.get(key.value)))

  function cancel(): void {
    stop?.()
    stop = undefined
    progress.value = undefined
  }
  watch(key, () => {
    cancel()
    problem.value = undefined
    choose(undefined)
  })

  function ask(): void {
    const asked = key.value
    if (!weights.chosen || asked === undefined) return
    cancel()
    problem.value = undefined
    progress.value = { done: 0, of: 0 }
    const own = weights.chosen.run ? {} : { data: weights.data }
    stop = client.ask.evaluate({ weights: weights.chosen.weights, ...own, split: split.value, views: views.value }, {
      snapshot() {},
      event(event) {
        if (event.type === 'progress') progress.value = event
        else made.value = new Map(made.value).set(asked, event.evaluation)
      },
      ended(ended) {
        progress.value = undefined
        problem.value = ended
      },
    })
  }

  function choose(next: Cell | undefined, place?: number): void {
    cell.value = next
    picture.value = place
  }

  return { split, views, progress, problem, evaluation, cell, picture, ask, cancel, choose }
})
