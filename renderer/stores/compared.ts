import type { EpochFigures } from '#shared/contract/runs'
import type { Graph } from '#shared/graph/document'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { saysTheSame } from '../composables/equal'
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

/** Two runs beside each other: the one that is looked at, and another. */
export const useCompared = defineStore('compared', () => {
  const { client } = useStudio()
  const runs = useRuns()
  const other = ref<string>()
  const first = computed(() => runs.looked)
  const second = computed(() => runs.all?.find(({ id }) => id === other.value && id !== first.value?.id) ?? runs.all?.find(({ id, epochs }) => id !== first.value?.id && epochs.done > 0))
  const epochs = [shallowRef<readonly EpochFigures[]>([]), shallowRef<readonly EpochFigures[]>([])] as const
  const graphs = shallowRef<readonly [Graph, Graph]>()

  ;[first, second].forEach((run, at) => {
    const figures = epochs[at as 0 | 1]
    watch(() => run.value?.id, (id, _before, whenDone) => {
      figures.value = []
      if (id === undefined) return
      whenDone(client.runs.follow({ id }, {
        snapshot: (all) => (figures.value = all.epochs),
        event(event) {
          if (event.type === 'epoch') figures.value = [...figures.value.filter(({ epoch }) => epoch !== event.figures.epoch), event.figures]
        },
      }))
    }, { immediate: true })
  })
  watch(() => [first.value?.id, second.value?.id] as const, async ([a, b]) => {
    graphs.value = undefined
    if (a === undefined || b === undefined) return
    const opened = await Promise.all([client.runs.open({ id: a }), client.runs.open({ id: b })]).catch(() => undefined)
    if (opened && first.value?.id === a && second.value?.id === b) graphs.value = [opened[0].graph, opened[1].graph]
  }, { immediate: true })

  const layers = computed(() => (graphs.value ? layerDifferences(...graphs.value) : []))
  return { first, second, firstEpochs: epochs[0], secondEpochs: epochs[1], layers, choose: (id: string) => void (other.value = id) }
})
