import { pytorchSource } from '#shared/code/pytorch'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { expectedWeights } from '#shared/graph/weights'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useStudio } from './studio'
import { useToasts } from './toasts'
import { useWeights } from './weights'

/** The network of the chosen run: what is known of it, and its source. */
export const useTakeAway = defineStore('takeAway', () => {
  const { client } = useStudio()
  const weights = useWeights()
  const toasts = useToasts()
  const graph = shallowRef<Graph>()

  watch(() => weights.chosen?.key, async () => {
    const { chosen } = weights
    graph.value = undefined
    if (chosen?.weights.from !== 'run') return
    const { id } = chosen.weights
    const got = await toasts.attempt(() => client.runs.open({ id }))
    if (chosen === weights.chosen) graph.value = got?.graph
  }, { immediate: true })

  const source = computed(() => graph.value && pytorchSource(graph.value).text)
  const facts = computed(() => {
    if (!graph.value) return undefined
    const tensors = expectedWeights(graph.value)
    const { input, classes, total } = factsOf(graph.value)
    const values = tensors.reduce((sum, { shape }) => sum + shape.reduce((size, side) => size * side, 1), 0)
    return { name: graph.value.name, input, classes, parameters: total.parameters, tensors: tensors.length, bytes: values * 4 }
  })
  const show = (path: string) => toasts.attempt(() => client.app.showInFolder({ path }))

  return { graph, source, facts, show }
})
