import { weightsOf, type WeightsOf } from '#shared/contract/ask'
import { check, type Checked } from '#shared/graph/check'
import { graphSchema, type Graph } from '#shared/graph/document'
import { applyAll, type Edit } from '#shared/graph/edits'
import { defaultPlan, planSchema, type Plan } from '#shared/plan/plan'
import { presets, type PresetName } from '#shared/presets/index'
import { useDebounceFn, whenever } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import * as v from 'valibot'
import { createHistory } from '../composables/history'
import { t } from '../locale/locale'
import { useDataSets } from './dataSets'
import { useStudio } from './studio'
import { useToasts } from './toasts'

/** What a person is working on: the network, how it is trained, and on what. */
export interface Desk {
  readonly graph: Graph
  readonly plan: Plan
  /** The id of a data set. */
  readonly data: string
  /** The weights that a training starts from; absent: all begin at random. */
  readonly from?: WeightsOf | undefined
}

const deskSchema = v.object({ graph: graphSchema, plan: planSchema, data: v.string(), from: v.optional(weightsOf) })

/** What a first start has on the desk: it needs no network and learns within minutes. */
const firstDesk = (): Desk => ({ graph: presets['vgg16-bn-small'].build(32, 10), plan: { ...defaultPlan, epochs: 7 }, data: 'shapes-10' })

/** The desk with its past. It is written down a little after each change and found again at the next start. */
export const useDesk = defineStore('desk', () => {
  const { client, state } = useStudio()
  const toasts = useToasts()
  const dataSets = useDataSets()
  const history = createHistory<Desk>(firstDesk())
  const read = ref(false)

  const graph = computed(() => history.now.value.graph)
  const plan = computed(() => history.now.value.plan)
  const data = computed(() => history.now.value.data)
  const dataSet = computed(() => dataSets.byId.get(data.value))

  /** The check before, by which the next is quick. */
  let before: Checked | undefined
  const checked = computed(() => {
    const set = dataSet.value
    const known = set && set.classes.length ? { classes: set.classes.length, channels: set.size.channels } : {}
    return (before = check(graph.value, { ...known, batch: plan.value.batch }, before))
  })
  const errors = computed(() => checked.value.problems.filter(({ severity }) => severity === 'error'))

  function change(part: Partial<Desk>, what: string, run?: string): void {
    history.commit({ ...history.now.value, ...part }, what, run)
  }

  /** Edits of the network that are undone as one. */
  function edit(edits: readonly Edit[], what: string, run?: string): void {
    change({ graph: applyAll(graph.value, edits) }, what, run)
  }

  function changePlan(part: Partial<Plan>, what: string): void {
    change({ plan: { ...plan.value, ...part } }, what, `plan.${Object.keys(part).join()}`)
  }

  /** A network to start from, made for the classes of the chosen data set. */
  function startFrom(name: PresetName): void {
    const { build, size } = presets[name]
    const own = dataSet.value?.size
    const side = own && own.height === own.width && own.height > 0 && size === 32 ? own.height : size
    change({ graph: build(side, dataSet.value?.classes.length || 10) }, t('model.chosen'))
  }

  function chooseData(id: string): void {
    change({ data: id }, t('data.chosen'))
  }

  const writeSoon = useDebounceFn(() => toasts.attempt(() => client.app.writeDesk({ desk: history.now.value })), 600)
  async function open(): Promise<void> {
    const found = await toasts.attempt(() => client.app.readDesk({}))
    // Nothing is written over a desk that could not be read.
    if (!found) return void whenever(() => state.value === 'connected', () => void open(), { once: true })
    const parsed = v.safeParse(deskSchema, found.desk)
    if (parsed.success) history.reset(parsed.output)
    read.value = true
    watch(history.now, () => void writeSoon())
  }

  const estimate = shallowRef<{ readonly of: Desk; readonly secondsPerEpoch: number; readonly imagesPerSecond: number; readonly memoryBytes: number; readonly device: string }>()
  const estimating = ref(false)
  async function makeEstimate(): Promise<void> {
    const of = history.now.value
    estimating.value = true
    const answer = await toasts.attempt(() => client.train.estimate(of))
    if (answer) estimate.value = { of, ...answer }
    estimating.value = false
  }

  return {
    now: history.now, graph, plan, data, dataSet, checked, errors, read, estimate, estimating,
    undoes: history.undoes, redoes: history.redoes, undo: history.undo, redo: history.redo,
    change, edit, changePlan, startFrom, chooseData, open, makeEstimate,
  }
})
