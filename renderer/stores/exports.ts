import type { WeightsOf } from '#shared/contract/ask'
import type { ProblemData } from '#shared/base/problem'
import type { ExportEvent, ExportFormat } from '#shared/contract/export'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { useEngine } from './engine'
import { useStudio } from './studio'
import { useWeights } from './weights'

/** How an export stands. */
export type ExportState =
  | { readonly is: 'waiting' }
  | { readonly is: 'writing' }
  | { readonly is: 'comparing'; readonly done: number; readonly of: number }
  | ({ readonly is: 'done' } & Omit<Extract<ExportEvent, { type: 'exported' }>, 'type'>)
  | { readonly is: 'failed'; readonly problem: ProblemData }

/** One format of one network, as it was asked for. */
interface Wanted {
  /** Whose weights, and of which step. */
  readonly whose: string
  readonly format: ExportFormat
  readonly weights: WeightsOf
  readonly data: string | undefined
  readonly folder: string
}

/** Exports: what was asked for, one after the other, and how each went. They go on while other places are looked at. */
export const useExports = defineStore('exports', () => {
  const { client } = useStudio()
  const weights = useWeights()
  const engine = useEngine()
  const states = shallowRef<ReadonlyMap<string, ExportState>>(new Map())
  const chosenFolder = ref<string>()
  let queue: readonly Wanted[] = []
  let underWay: { readonly wanted: Wanted; stop(): void } | undefined

  const whose = computed(() => {
    const { chosen } = weights
    if (!chosen) return undefined
    const step = chosen.weights.from === 'run' ? chosen.run?.[chosen.weights.which]?.step : undefined
    return `${chosen.key} ${step ?? ''}`
  })
  /** Where exports go: what was chosen, else a folder of the library for these weights. Undefined while the library is not known yet. */
  const folder = computed(() => {
    if (chosenFolder.value !== undefined) return chosenFolder.value
    const { chosen } = weights
    if (!chosen || !engine.about) return undefined
    return `${engine.about.library}/exports/${chosen.weights.from === 'run' ? chosen.weights.id : chosen.label.replace(/\.\w+$/, '')}`
  })

  const keyOf = (one: Pick<Wanted, 'whose' | 'format'>) => `${one.whose} ${one.format}`
  const stateOf = (format: ExportFormat) => (whose.value === undefined ? undefined : states.value.get(keyOf({ whose: whose.value, format })))
  function set(one: Wanted, state: ExportState | undefined): void {
    const next = new Map(states.value)
    if (state) next.set(keyOf(one), state)
    else next.delete(keyOf(one))
    states.value = next
  }

  /** Asks for these formats of the chosen weights; those that are under way already are not asked for twice. */
  function write(formats: readonly ExportFormat[]): void {
    const { chosen, data } = weights
    if (!chosen || whose.value === undefined || folder.value === undefined) return
    for (const format of formats) {
      const is = stateOf(format)?.is
      if (is === 'waiting' || is === 'writing' || is === 'comparing') continue
      const wanted = { whose: whose.value, format, weights: chosen.weights, data: chosen.run ? undefined : data, folder: folder.value }
      queue = [...queue, wanted]
      set(wanted, { is: 'waiting' })
    }
    next()
  }

  function next(): void {
    const wanted = queue[0]
    if (underWay || !wanted) return
    queue = queue.slice(1)
    set(wanted, { is: 'writing' })
    const stop = client.export.write({ weights: wanted.weights, ...(wanted.data !== undefined && { data: wanted.data }), formats: [wanted.format], folder: wanted.folder }, {
      snapshot() {},
      event(event) {
        if (event.type === 'comparing') set(wanted, { is: 'comparing', done: event.done, of: event.of })
        if (event.type === 'exported') set(wanted, { is: 'done', ...event })
        if (event.type === 'notExported') set(wanted, { is: 'failed', problem: event })
      },
      ended(problem) {
        if (problem) set(wanted, { is: 'failed', problem })
        underWay = undefined
        next()
      },
    })
    underWay = { wanted, stop }
  }

  /** Gives up a format that waits or is under way; nothing of it stays. */
  function cancel(format: ExportFormat): void {
    const isThis = (one: Wanted) => one.format === format && one.whose === whose.value
    for (const one of queue.filter(isThis)) set(one, undefined)
    queue = queue.filter((one) => !isThis(one))
    if (!underWay || !isThis(underWay.wanted)) return
    underWay.stop()
    set(underWay.wanted, undefined)
    underWay = undefined
    next()
  }

  async function chooseFolder(): Promise<void> {
    const picked = await engine.pick('folder')
    // A browser cannot hand over a folder to write into.
    if (typeof picked === 'string') chosenFolder.value = picked
  }

  return { folder, stateOf, write, cancel, chooseFolder }
})
