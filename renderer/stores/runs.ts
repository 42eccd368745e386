import type { RunSummary } from '#shared/contract/runs'
import type { Plan } from '#shared/plan/plan'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import { t } from '../locale/locale'
import { useDesk } from './desk'
import { usePlace } from './place'
import { useStudio } from './studio'
import { useToasts } from './toasts'

const GOING: readonly RunSummary['state'][] = ['preparing', 'running', 'paused']
const CONTINUABLE: readonly RunSummary['state'][] = ['paused', 'stopped', 'cutOff', 'failed']

/** The library's runs, the newest first, and what is done with them. */
export const useRuns = defineStore('runs', () => {
  const { client } = useStudio()
  const toasts = useToasts()
  const desk = useDesk()
  const place = usePlace()
  const all = shallowRef<readonly RunSummary[]>()
  const queue = shallowRef<readonly string[]>([])
  const starting = ref(false)
  /** The run that the person looks at; the one that is going unless they chose another. */
  const chosen = ref<string>()

  const newestFirst = (runs: readonly RunSummary[]) => runs.toSorted((a, b) => b.created.localeCompare(a.created))
  client.runs.watch({}, {
    snapshot(snapshot) {
      all.value = newestFirst(snapshot.runs)
      queue.value = snapshot.queue
    },
    event(event) {
      if (event.type === 'queue') queue.value = event.queue
      else {
        const id = event.type === 'removed' ? event.id : event.run.id
        const others = (all.value ?? []).filter((run) => run.id !== id)
        all.value = event.type === 'removed' ? others : newestFirst([...others, event.run])
      }
    },
  })

  /** The run that trains, prepares or is paused. */
  const going = computed(() => all.value?.find(({ state }) => GOING.includes(state)))
  const looked = computed(() => all.value?.find(({ id }) => id === chosen.value) ?? going.value ?? all.value?.[0])
  const canTrain = computed(() => desk.read && desk.errors.length === 0 && desk.dataSet?.state === 'ready' && !starting.value)

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

  async function remove({ id, name }: RunSummary): Promise<void> {
    const gone = await toasts.attempt(() => client.runs.remove({ id }))
    if (gone === undefined) return
    toasts.say(t('train.removed', { name }), { action: { label: t('do.undo'), run: () => void toasts.attempt(() => client.runs.restore({ id })) } })
  }

  /** Puts a run's network, plan and data on the desk, the plan with these changes; whether it could. */
  async function take({ id, name, data }: RunSummary, change: Partial<Plan> = {}): Promise<boolean> {
    const opened = await toasts.attempt(() => client.runs.open({ id }))
    if (!opened) return false
    desk.change({ graph: opened.graph, plan: { ...opened.plan, ...change }, data: data.source }, t('train.usedPlan', { name }))
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

  return { all, queue, chosen, going, looked, starting, canTrain, train, pause, goOn, stop, remove, take, reuse, pauseOrGoOn, canGoOn: (run: RunSummary) => CONTINUABLE.includes(run.state) }
})
