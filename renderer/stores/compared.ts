import type { EpochFigures, RunSummary } from '#shared/contract/runs'
import type { Graph } from '#shared/graph/document'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { saysTheSame } from '#shared/base/equal'
import { useFollowed } from './followed'
import { useRuns } from './runs'
import { useStudio } from './studio'

interface LayerDifference {
  readonly name: string
  readonly how: 'first' | 'second' | 'changed'
}

/** Layers that only one of two networks has, or that are set otherwise, by their names. */
export function layerDifferences(first: Graph, second: Graph): LayerDifference[] {
  const of = (graph: Graph) => new Map(graph.nodes.map((node) => [node.name, node]))
  const [a, b] = [of(first), of(second)]
  return [
    ...[...a].flatMap(([name, node]): LayerDifference[] => {
      const other = b.get(name)
      if (!other) return [{ name, how: 'first' }]
      return node.kind === other.kind && saysTheSame(node.params, other.params) ? [] : [{ name, how: 'changed' }]
    }),
    ...[...b.keys()].filter((name) => !a.has(name)).map((name) => ({ name, how: 'second' as const })),
  ]
}

/** So many runs have colours that can be told apart. */
const MOST = 6

/** Runs laid over each other: the one that is looked at, and others; the first two are compared in words. */
export const useCompared = defineStore('compared', () => {
  const { client } = useStudio()
  const runs = useRuns()
  /** The others that a person chose; the newest with figures until they did. */
  const chosen = shallowRef<readonly string[]>([])
  const all = computed<readonly RunSummary[]>(() => {
    const first = runs.looked
    if (!first) return []
    const others = chosen.value.flatMap((id) => runs.all?.find((run) => run.id === id && id !== first.id) ?? [])
    const usual = runs.all?.find(({ id, epochs }) => id !== first.id && epochs.done > 0)
    return [first, ...(others.length ? others : usual ? [usual] : [])]
  })
  const first = computed(() => all.value[0])
  const second = computed(() => all.value[1])

  const figures = shallowRef<ReadonlyMap<string, readonly EpochFigures[]>>(new Map())
  /** The one that is looked at is followed already. */
  const looked = useFollowed()
  const epochsOf = (id: string): readonly EpochFigures[] => (id === looked.id ? looked.epochs : (figures.value.get(id) ?? []))
  const put = (id: string, epochs: readonly EpochFigures[]) => void (figures.value = new Map(figures.value).set(id, epochs))
  const followed = new Map<string, () => void>()
  watch(() => all.value.map(({ id }) => id).filter((id) => id !== looked.id), (ids) => {
    for (const [id, stop] of followed)
      if (!ids.includes(id)) {
        stop()
        followed.delete(id)
      }
    for (const id of ids)
      if (!followed.has(id))
        followed.set(id, client.runs.follow({ id }, {
          snapshot: (snapshot) => put(id, snapshot.epochs),
          event(event) {
            if (event.type === 'epoch') put(id, [...epochsOf(id).filter(({ epoch }) => epoch !== event.figures.epoch), event.figures])
          },
        }))
  }, { immediate: true })

  const graphs = shallowRef<readonly [Graph, Graph]>()
  watch(() => [first.value?.id, second.value?.id] as const, async ([a, b]) => {
    graphs.value = undefined
    if (a === undefined || b === undefined) return
    const opened = await Promise.all([client.runs.open({ id: a }), client.runs.open({ id: b })]).catch(() => undefined)
    if (opened && first.value?.id === a && second.value?.id === b) graphs.value = [opened[0].graph, opened[1].graph]
  }, { immediate: true })
  const layers = computed(() => (graphs.value ? layerDifferences(...graphs.value) : []))

  /** Compares with this one instead of the second. */
  function choose(id: string): void {
    chosen.value = [id, ...chosen.value.filter((other) => other !== id && other !== second.value?.id)].slice(0, MOST - 1)
  }
  /** Lays a run over the others, or takes it away; beyond six the oldest choice makes room. */
  function toggle(id: string): void {
    if (id === first.value?.id) return
    chosen.value = chosen.value.includes(id) ? chosen.value.filter((other) => other !== id) : [...chosen.value, id].slice(1 - MOST)
  }
  /** The colour of a run that is laid over: a token. */
  function colourOf(id: string): string | undefined {
    const at = all.value.findIndex((run) => run.id === id)
    return at < 0 ? undefined : `--k${at + 1}`
  }

  return { all, first, second, epochsOf, layers, choose, toggle, colourOf }
})
