import { hintOf, type RunHint } from '#shared/plan/hints'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useDesk, type Desk } from './desk'
import { useFollowed } from './followed'
import { useRuns } from './runs'

/** The figures are looked at anew after so many steps. */
const EVERY = 20

/** What is plain in the figures of the run that is looked at, and what is done about it. */
export const useHints = defineStore('hints', () => {
  const runs = useRuns()
  const followed = useFollowed()
  const desk = useDesk()
  const found = shallowRef<RunHint>()
  /** Hints that the person has put away, as run and kind. */
  const away = ref<ReadonlySet<string>>(new Set())
  /** The desk as it was after a fix was put on it, and for which hint; taken back or changed, it holds no more. */
  const mended = shallowRef<{ readonly key: string; readonly desk: Desk }>()

  const key = computed(() => `${followed.id} ${found.value?.kind}`)
  const hint = computed(() => (away.value.has(key.value) ? undefined : found.value))
  const isOnDesk = computed(() => mended.value?.key === key.value && mended.value.desk === desk.now)

  function look(): void {
    const run = followed.summary
    const stepsPerEpoch = followed.now?.steps || followed.epochs[0]?.step
    if (!run || !stepsPerEpoch) return void (found.value = undefined)
    const { step, loss, learningRate } = followed.columns
    found.value = hintOf({
      plan: run.plan, classes: run.data.classes.length, stepsPerEpoch, epochs: followed.epochs, brokeOff: run.problem?.code === 'lossNotFinite',
      steps: { step: step.values, loss: loss.values, learningRate: learningRate.values },
    })
  }
  const coarse = computed(() => Math.floor(followed.columns.step.length / EVERY))
  watch([() => followed.id, coarse, () => followed.epochs, () => followed.now?.steps, () => followed.summary?.state], look, { immediate: true })

  /** Puts the run's network and data on the desk, and its plan as the hint would have it. */
  async function mend(): Promise<void> {
    const run = followed.summary
    const change = hint.value?.fix?.change
    if (run && change && (await runs.take(run, change))) mended.value = { key: key.value, desk: desk.now }
  }

  /** Trains what is on the desk now; the run that goes, if it is this one, stops first and is saved. */
  async function startAnew(): Promise<void> {
    const run = followed.summary
    if (run && run.id === runs.going?.id) await runs.stop(run.id)
    putAway()
    await runs.train()
  }

  function putAway(): void {
    away.value = new Set([...away.value, key.value])
  }

  return { hint, isOnDesk, mend, startAnew, putAway }
})
