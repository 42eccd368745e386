import { weightsOf, type WeightsOf } from '#shared/contract/ask'
import { check, type Checked } from '#shared/graph/check'
import { graphSchema, type Graph } from '#shared/graph/document'
import { applyAll, type Edit } from '#shared/graph/edits'
import { defaultPlan, planSchema, type Plan } from '#shared/plan/plan'
import { presets, type PresetName } from '#shared/presets/index'
import { trainings, type TrainingName } from '#shared/trainings/index'
import type { DataSetInfo } from '#shared/contract/data'
import { whenever } from '@vueuse/core'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import * as v from 'valibot'
import { createHistory } from '../composables/history'
import { t } from '../locale/locale'
import { useDataSets } from './dataSets'
import { useKept } from './kept'
import { usePlace, whereabouts } from './place'
import { useStudio } from './studio'
import { useToasts } from './toasts'

/** What can be trained: a network, how, and on what. */
interface Trainable {
  readonly graph: Graph
  readonly plan: Plan
  /** The id of a data set. */
  readonly data: string
  /** The weights that a training starts from; absent: all begin at random. */
  readonly from?: WeightsOf | undefined
}

/** What a person is working on. */
export interface Desk extends Trainable {
  /** Which document the network is: edits leave it the same one, another network is another. It tells what file the network belongs to. */
  readonly document: number
}

/** The file of a network: where it lies, when that is known, or the browser's handle; and the network as it stands there, when that is known. */
export interface NetworkFile {
  readonly name: string
  readonly path?: string | undefined
  readonly handle?: FileSystemFileHandle | undefined
  readonly graph?: Graph | undefined
}

/** A desk as it is written down: what lies on it, the file of its network as it was known, and where the person was. */
const deskSchema = v.object({
  graph: graphSchema, plan: planSchema, data: v.string(), from: v.optional(weightsOf),
  file: v.optional(v.object({ name: v.string(), path: v.optional(v.string()), graph: v.optional(graphSchema) })), where: v.optional(whereabouts),
})

/** What a first start has on the desk: it needs no network and learns within minutes. */
const firstDesk = (): Desk => ({ graph: presets['vgg16-bn-small'].build(32, 10), plan: { ...defaultPlan, epochs: 7 }, data: 'shapes-10', document: 0 })

/** This window's desk, with its past; what lies on it is found again after a reload or a start. */
export const useDesk = defineStore('desk', () => {
  const { client, state } = useStudio()
  const toasts = useToasts()
  const dataSets = useDataSets()
  const kept = useKept()
  const place = usePlace()
  const history = createHistory<Desk>(firstDesk())
  const read = ref(false)
  /** The files of the documents; they are not undone, so that what was saved once is saved there again. */
  const files = shallowRef<ReadonlyMap<number, NetworkFile>>(new Map())
  let documents = 0

  const graph = computed(() => history.now.value.graph)
  const plan = computed(() => history.now.value.plan)
  const data = computed(() => history.now.value.data)
  const file = computed(() => files.value.get(history.now.value.document))
  const dataSet = computed(() => dataSets.byId.get(data.value))

  /** The check before, by which the next is quick. */
  let before: Checked | undefined
  const checked = computed(() => {
    const set = dataSet.value
    const known = set && set.classes.length ? { classes: set.classes.length, channels: set.size.channels } : {}
    return (before = check(graph.value, { ...known, batch: plan.value.batch }, before))
  })
  const errors = computed(() => checked.value.problems.filter(({ severity }) => severity === 'error'))

  /** Another network, plan or choice of data. */
  function change(part: Partial<Trainable>, what: string, run?: string): void {
    history.commit({ ...history.now.value, ...(part.graph && { document: ++documents }), ...part }, what, run)
  }

  /** Edits of the network that are undone as one. */
  function edit(edits: readonly Edit[], what: string, run?: string): void {
    history.commit({ ...history.now.value, graph: applyAll(graph.value, edits) }, what, run)
  }

  /** Calls the network by another name. */
  function rename(name: string): void {
    history.commit({ ...history.now.value, graph: { ...graph.value, name } }, t('graph.renamed'), 'network.name')
  }

  /** The network of a file; undo brings back what was there before. */
  function put(opened: Graph, from: NetworkFile): void {
    change({ graph: opened }, t('model.chosen'))
    setFile(from)
  }

  /** Says which file the network belongs to, or how it stands there. */
  function setFile(now: NetworkFile): void {
    files.value = new Map(files.value).set(history.now.value.document, now)
  }

  function changePlan(part: Partial<Plan>, what: string): void {
    change({ plan: { ...plan.value, ...part } }, what, `plan.${Object.keys(part).join()}`)
  }

  /** A network to start from, made for the classes of a data set, and for its pictures where they are small. */
  function networkFor(name: PresetName, set: DataSetInfo | undefined): Graph {
    const { build, size } = presets[name]
    const own = set?.size
    const side = own && own.height === own.width && own.height > 0 && size === 32 ? own.height : size
    return build(side, set?.classes.length || 10)
  }
  function startFrom(name: PresetName): void {
    change({ graph: networkFor(name, dataSet.value) }, t('model.chosen'))
  }

  /** A whole training, for the pictures of a data set. Where nothing else would say how well it does, a share is held out. */
  function withTraining(name: TrainingName, set: DataSetInfo): Trainable {
    const { network, plan } = trainings[name]
    const watched = set.counts.test || plan.holdOut ? plan : { ...plan, holdOut: defaultPlan.holdOut }
    return { graph: networkFor(network, set), plan: watched, data: set.id, from: undefined }
  }

  function chooseData(id: string): void {
    change({ data: id }, t('data.chosen'))
  }

  const written = (): v.InferOutput<typeof deskSchema> => ({
    graph: graph.value, plan: plan.value, data: data.value, from: history.now.value.from,
    file: file.value && { name: file.value.name, path: file.value.path, graph: file.value.graph }, where: place.whereabouts,
  })
  async function open(): Promise<void> {
    const found = await kept.read()
    // Nothing is written over a desk that could not be read.
    if (found === undefined) return void whenever(() => state.value === 'connected', () => void open(), { once: true })
    const parsed = v.safeParse(deskSchema, found.desk)
    if (parsed.success) {
      const { file: from, where, ...rest } = parsed.output
      history.reset({ ...rest, document: 0 })
      if (from) setFile(from)
      // Who opens one more window goes on with the same, but not where the other is.
      if (where && !found.copied) place.goBack(where)
    }
    read.value = true
    kept.follow(written)
  }

  const estimate = shallowRef<{ readonly of: Trainable; readonly secondsPerEpoch: number; readonly imagesPerSecond: number; readonly memoryBytes: number; readonly device: string }>()
  const estimating = ref(false)
  /** Times a few steps of this, or of what is on the desk. */
  async function makeEstimate(of: Trainable = history.now.value): Promise<void> {
    estimating.value = true
    const answer = await toasts.attempt(() => client.train.estimate(of))
    if (answer) estimate.value = { of, ...answer }
    estimating.value = false
  }

  return {
    now: history.now, graph, plan, data, file, dataSet, checked, errors, read, estimate, estimating,
    undoes: history.undoes, redoes: history.redoes, undo: history.undo, redo: history.redo,
    change, edit, rename, put, setFile, changePlan, startFrom, withTraining, chooseData, open, makeEstimate,
  }
})
