import type { WeightsOf } from '#shared/contract/ask'
import type { RunSummary } from '#shared/contract/runs'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { t } from '../locale/locale'
import { useDesk } from './desk'
import { useRuns } from './runs'
import { useUploads } from './uploads'

/** Weights that can be asked: a run's best or last, or those of a file that was opened. */
interface Choice {
  readonly key: string
  readonly label: string
  readonly weights: WeightsOf
  readonly run?: RunSummary
}

const nameOf = (path: string) => path.split(/[\\/]/).at(-1)!

/** Whose weights are looked at, tried and taken away: one choice for all places that ask a trained network. */
export const useWeights = defineStore('weights', () => {
  const runs = useRuns()
  const desk = useDesk()
  const uploads = useUploads()
  const key = ref<string>()
  const files = ref<string[]>([])

  const all = computed<readonly Choice[]>(() => [
    ...(runs.all ?? []).flatMap((run) =>
      (['best', 'last'] as const)
        .filter((which) => run[which] !== undefined)
        .map((which): Choice => ({ key: `${run.id}/${which}`, label: t(`weights.${which}`, { name: run.name }), weights: { from: 'run', id: run.id, which }, run }))),
    ...files.value.map((path): Choice => ({ key: `file:${path}`, label: nameOf(path), weights: { from: 'file', path } })),
  ])
  /** What was chosen, else the newest finished run, else the newest that has saved weights. */
  const chosen = computed(() => all.value.find((choice) => choice.key === key.value) ?? all.value.find(({ run }) => run?.state === 'finished') ?? all.value[0])
  /** The data set that goes with them: the run's own, or the desk's for a file. */
  const data = computed(() => chosen.value?.run?.data.source ?? desk.data)

  function choose(next: string): void {
    key.value = next
  }
  function open(path: string | undefined): void {
    if (path === undefined) return
    if (!files.value.includes(path)) files.value.push(path)
    key.value = `file:${path}`
  }
  const openFile = async () => open(await uploads.pickWeights())
  /** A file that was let go over the window. */
  const openDropped = async (file: File) => open(await uploads.pathOfWeights(file))

  return { all, chosen, data, choose, openFile, openDropped, read: computed(() => runs.all !== undefined) }
})
