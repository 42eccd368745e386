import { pytorchSource } from '#shared/code/pytorch'
import type { Graph } from '#shared/graph/document'
import { factsOf } from '#shared/graph/facts'
import { expectedWeights } from '#shared/graph/weights'
import { defineStore } from 'pinia'
import { computed, shallowRef, watch } from 'vue'
import { useStudio } from './studio'
import { useToasts } from './toasts'
import { useWeights } from './weights'

/** What of the chosen run can be taken away: its weights as they lie in its folder, and its network as source. */
export const useTakeAway = defineStore('takeAway', () => {
  const { client } = useStudio()
  const weights = useWeights()
  const toasts = useToasts()
  const opened = shallowRef<{ readonly graph: Graph; readonly folder: string }>()

  watch(() => weights.chosen?.key, async () => {
    const { chosen } = weights
    opened.value = undefined
    if (chosen?.weights.from !== 'run') return
    const { id } = chosen.weights
    const got = await toasts.attempt(() => client.runs.open({ id }))
    if (chosen === weights.chosen) opened.value = got
  }, { immediate: true })

  /** The file that holds the chosen weights. */
  const file = computed(() => {
    const { chosen } = weights
    if (chosen?.weights.from === 'file') return chosen.weights.path
    const step = chosen?.weights.from === 'run' ? chosen.run?.[chosen.weights.which]?.step : undefined
    return opened.value && step !== undefined ? `${opened.value.folder}/checkpoints/${step}/weights.safetensors` : undefined
  })
  const source = computed(() => opened.value && pytorchSource(opened.value.graph).text)
  /** The class that the source defines. */
  const className = computed(() => /^class (\w+)/m.exec(source.value ?? '')?.[1])
  const facts = computed(() => {
    if (!opened.value) return undefined
    const { graph } = opened.value
    const tensors = expectedWeights(graph)
    const { input, classes, total } = factsOf(graph)
    const values = tensors.reduce((sum, { shape }) => sum + shape.reduce((size, side) => size * side, 1), 0)
    return { name: graph.name, input, classes, parameters: total.parameters, tensors: tensors.length, bytes: values * 4 }
  })

  const show = () => toasts.attempt(() => client.app.showInFolder({ path: file.value! }))

  return { opened, file, source, className, facts, show }
})
