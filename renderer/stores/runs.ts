import { asProblem } from '#shared/base/problem'
import type { RunSummary, UnreadableRun } from '#shared/contract/runs'
import { refusePlan } from '#shared/plan/fits'
import type { Plan } from '#shared/plan/plan'
import { defineStore, storeToRefs } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { problemInWords } from '../locale/inWords'
import { t } from '../locale/locale'
import { useDataSets } from './dataSets'
import { useDesk } from './desk'
import { usePlace } from './place'
import { useStudio } from './studio'
import { useToasts } from './toasts'

const GOING: readonly RunSummary['state'][] = ['preparing', 'running', 'paused']
const CONTINUABLE: readonly RunSummary['state'][] = ['paused', 'stopped', 'cutOff', 'failed']

/** Whether all of these words stand in a run's name, network, data, note or tags; a word with # in front is a whole tag. */
export function speaksOf({ name, network, data, note, tags }: RunSummary, words: string): boolean {
  const text = [name, network.name, data.name, note, ...tags].join(' ').toLowerCase()
  return words.toLowerCase().split(/\s+/).filter(Boolean).every((word) => (word.startsWith('#') ? tags.some((tag) => tag.toLowerCase() === word.slice(1)) : text.includes(word)))
}

/** The library's runs, the newest first, and what is done with them. */
export const useRuns = defineStore('runs', () => {
  const { client } = useStudio()
  const toasts = useToasts()
  const desk = useDesk()
  const dataSets = useDataSets()
  const place = usePlace()
  const all = shallowRef<readonly RunSummary[]>()
  const unreadable = shallowRef<readonly UnreadableRun[]>([])
  const queue = shallowRef<readonly string[]>([])
  const starting = ref(false)
  /** The run that the person looks at; the one that is going unless they chose another. */
  const { run: chosen } = storeToRefs(place)

  const newestFirst = (runs: readonly RunSummary[]) => runs.toSorted((a, b) => b.created.localeCompare(a.created))
  client.runs.watch({}, {
    snapshot(snapshot) {
      all.value = newestFirst(snapshot.runs)
      unreadable.value = snapshot.unreadable
      queue.value = snapshot.queue
    },
    event(event) {
      if (event.type === 'queue') queue.value = event.queue
      else if (event.type === 'unreadable') unreadable.value = [...unreadable.value.filter(({ id }) => id !== event.run.id), event.run]
      else {
        const id = event.type === 'removed' ? event.id : event.run.id
        const others = (all.value ?? []).filter((run) => run.id !== id)
        all.value = event.type === 'removed' ? others : newestFirst([...others, event.run])
        unreadable.value = unreadable.value.filter((run) => run.id !== id)
      }
    },
  })

  /** The run that trains, prepares or is paused. */
  const going = computed(() => all.value?.find(({ state }) => GOING.includes(state)))
  const looked = computed(() => all.value?.find(({ id }) => id === chosen.value) ?? going.value ?? all.value?.[0])
  /** What keeps the plan from training a network that is sound itself. */
  const refused = computed(() => {
    if (desk.errors.length) return undefined
    try {
      refusePlan(desk.graph, desk.plan)
      return undefined
    } catch (thrown) {
      return asProblem(thrown)
    }
  })
  /** Whether it is known what is on the desk and which data there are: nothing is said of them before. */
  const isKnown = computed(() => desk.read && dataSets.all !== undefined)
  /** What keeps what is on the desk from being trained, in words; nothing when nothing does. */
  const hindrance = computed(() => {
    if (!isKnown.value) return undefined
    if (desk.errors.length) return desk.errors.length === 1 ? t('run.blockedOne') : t('run.blockedWhy', { count: desk.errors.length })
    return refused.value ? problemInWords(refused.value).sentence : desk.dataSet?.state === 'ready' ? undefined : t('run.noData')
  })
  const canTrain = computed(() => isKnown.value && hindrance.value === undefined && !starting.value)

  /** What is looked for among the runs, and the one state that is; all unless told. */
  const sought = ref('')
  const onlyState = ref<RunSummary['state'] | 'all'>('all')
  const states = computed(() => [...new Set(all.value?.map(({ state }) => state))])
  const found = computed(() => (all.value ?? []).filter((run) => (onlyState.value === 'all' || run.state === onlyState.value) && speaksOf(run, sought.value)))

  /** Starts what is on the desk and shows it; behind a run that is going it waits its turn. */
  async function train(): Promise<void> {
    if (!canTrain.value) return
    starting.value = true
    const started = await toasts.attempt(() => client.train.start(desk.now))
    starting.value = false
    if (!started) return
    if (!going.value || going.value.id === started.id) chosen.value = started.id
    place.trainView = 'live'
    place.go('train')
  }

  const pause = (id: string) => toasts.attempt(() => client.train.pause({ id }))
  const goOn = (id: string, epochs?: number) => toasts.attempt(() => client.train.goOn(epochs === undefined ? { id } : { id, epochs }))
  const stop = (id: string) => toasts.attempt(() => client.train.stop({ id }))

  async function remove({ id, name }: Pick<RunSummary, 'id' | 'name'>): Promise<void> {
    const gone = await toasts.attempt(() => client.runs.remove({ id }))
    if (gone === undefined) return
    toasts.say(t('train.removed', { name }), { action: { label: t('do.undo'), run: () => void toasts.attempt(() => client.runs.restore({ id })) } })
  }

  const describe = (id: string, change: { name?: string; tags?: string[]; note?: string }) => toasts.attempt(() => client.runs.describe({ id, ...change }))

  /** Makes a run like this one, that waits to be started, and shows it. */
  async function duplicate({ id }: RunSummary): Promise<void> {
    const made = await toasts.attempt(() => client.runs.duplicate({ id }))
    if (made) chosen.value = made.id
  }

  /** Puts a run's network, plan and data on the desk, the plan with these changes; whether it could. */
  async function take({ id, name, data }: RunSummary, change: Partial<Plan> = {}): Promise<boolean> {
    const opened = await toasts.attempt(() => client.runs.open({ id }))
    if (!opened) return false
    desk.change({ graph: opened.graph, plan: { ...opened.plan, ...change }, data: data.source, from: opened.from }, t('train.usedPlan', { name }))
    return true
  }

  /** The same, and goes there. */
  async function reuse(run: RunSummary): Promise<void> {
    if (!(await take(run))) return
    place.trainView = 'plan'
    place.go('train')
  }

  function pauseOrGoOn(): void {
    const run = going.value
    if (run) void (run.state === 'paused' ? goOn(run.id) : pause(run.id))
  }

  return { all, unreadable, queue, chosen, going, looked, starting, refused, hindrance, canTrain, train, pause, goOn, stop, remove, describe, duplicate, take, reuse, sought, onlyState, states, found, pauseOrGoOn, canGoOn: (run: RunSummary) => CONTINUABLE.includes(run.state) }
})
