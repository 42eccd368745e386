import { smoothedPoints, type SmoothedPoint, type SweptPoint } from '#shared/plan/rateFinder'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { t } from '../locale/locale'
import { useDesk, type Desk } from './desk'
import { useStudio } from './studio'
import { useToasts } from './toasts'

/** Far below what any network learns at, up to where nearly every one diverges; the sweep ends there by itself. */
export const SWEPT = { lowest: 1e-5, highest: 10, steps: 100 }

/** What of a plan decides how the loss falls with the rate. */
const COUNTING = ['batch', 'optimizer', 'groups', 'freeze', 'initialiser', 'whitening', 'normalisation'] as const

/** Looks for a learning rate: what a training would begin with is trained for some steps at ever higher ones. Nothing is saved. */
export const useRateFinder = defineStore('rateFinder', () => {
  const { client } = useStudio()
  const desk = useDesk()
  const toasts = useToasts()
  const points = shallowRef<readonly SmoothedPoint[]>([])
  const going = ref(false)
  const suggestion = ref<number>()
  const ended = ref(false)
  const of = shallowRef<Desk>()
  let swept: SweptPoint[] = []
  let stop: (() => void) | undefined

  /** Whether the network, the data, the start or the plan are others than those that the curve is of. */
  const isStale = computed(() => {
    const before = of.value
    if (!before) return false
    return before.graph !== desk.graph || before.data !== desk.data || before.from !== desk.now.from || COUNTING.some((name) => before.plan[name] !== desk.plan[name])
  })

  function find(): void {
    stop?.()
    swept = []
    points.value = []
    suggestion.value = undefined
    ended.value = false
    going.value = true
    of.value = desk.now
    stop = client.train.findRate({ ...desk.now, ...SWEPT }, {
      snapshot() {},
      event(event) {
        if (event.type === 'swept') {
          swept.push(event)
          points.value = smoothedPoints(swept)
          return
        }
        points.value = event.points
        suggestion.value = event.suggestion
        ended.value = true
      },
      ended(problem) {
        going.value = false
        if (problem) toasts.tell(problem)
      },
    })
  }
  function cancel(): void {
    stop?.()
    going.value = false
  }
  function take(): void {
    if (suggestion.value !== undefined) desk.changePlan({ learningRate: Number(suggestion.value.toPrecision(2)) }, t('train.learningRate'))
  }

  return { points, going, suggestion, ended, isStale, find, cancel, take }
})
