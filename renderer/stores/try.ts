import { asProblem } from '#shared/base/problem'
import type { PictureOf } from '#shared/contract/ask'
import type { ProblemData } from '#shared/base/problem'
import { check } from '#shared/graph/check'
import type { Graph } from '#shared/graph/document'
import { kindOf } from '#shared/graph/read'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { useDataSets, type Sheet } from './dataSets'
import { useStudio } from './studio'
import { useWeights } from './weights'

/** A picture that was asked about; its class, when it is known. */
export interface Asked {
  readonly picture: PictureOf
  readonly truth?: string | undefined
}
/** What the network says of a picture. */
interface Answer {
  readonly asked: Asked
  /** As the network is fed it. */
  readonly seen: Sheet
  /** In its own size. */
  readonly own: Sheet
  readonly answers: readonly { readonly class: number; readonly name: string; readonly probability: number }[]
  readonly milliseconds: number
}
interface Heat {
  readonly node: string
  readonly class: number
  readonly height: number
  readonly width: number
  readonly heat: Float32Array
}
interface Maps {
  readonly node: string
  readonly height: number
  readonly width: number
  readonly channels: readonly number[]
  readonly values: Float32Array
}
interface Nearest {
  readonly neighbours: readonly { readonly number: number; readonly label: number; readonly similarity: number }[]
  readonly sheet: Sheet
}
/** A layer that gives a map: [channels, height, width]. */
export interface MapLayer {
  readonly id: string
  readonly name: string
  readonly category: string
  readonly shape: readonly [number, number, number]
}

const REMEMBERED = 8
const MAPS = 32
const NEIGHBOURS = 24
/** So many answers are asked for: all of them. */
const ALL = 1000

/** The layers of a network whose outputs can be looked at as maps, in the order of computing. */
export function mapLayersOf(graph: Graph): MapLayer[] {
  const { placed, layers } = check(graph)
  return placed.flatMap(({ node }): MapLayer[] => {
    const shape = layers.get(node.id)?.facts?.output
    const category = kindOf(node)?.category
    return shape?.length === 3 && category && category !== 'input' ? [{ id: node.id, name: node.name, category, shape: [shape[0]!, shape[1]!, shape[2]!] }] : []
  })
}

/** One picture put to the network: its answers, why, what the layers see in it, and what it is like. */
export const useTry = defineStore('try', () => {
  const { client } = useStudio()
  const weights = useWeights()
  const dataSets = useDataSets()
  const answer = shallowRef<Answer>()
  const before = shallowRef<readonly Answer[]>([])
  const problem = shallowRef<ProblemData>()
  const busy = ref(false)
  const heat = shallowRef<Heat>()
  const maps = shallowRef<Maps>()
  const nearest = shallowRef<Nearest>()
  const preparing = shallowRef<{ readonly done: number; readonly of: number }>()
  const layers = shallowRef<readonly MapLayer[]>([])
  /** The layer whose maps are shown, and the one that explains; the network's last convolution until one is chosen. */
  const mapLayer = ref<string>()
  const heatLayer = ref<string>()
  /** Whose training pictures are ready to be compared with, by the key of the weights. */
  const prepared = shallowRef<ReadonlySet<string>>(new Set())
  let asking = 0
  let stopPreparing: (() => void) | undefined

  const isPrepared = computed(() => weights.chosen !== undefined && prepared.value.has(weights.chosen.key))
  const explained = computed(() => heat.value?.class ?? answer.value?.answers[0]?.class)

  /** Asks about a picture; the last answer stays until the new one is there. */
  async function ask(asked: Asked): Promise<void> {
    const chosen = weights.chosen
    if (!chosen) return
    const turn = ++asking
    busy.value = true
    problem.value = undefined
    try {
      const { picture } = asked
      const [said, own] = await Promise.all([
        client.ask.predict({ weights: chosen.weights, picture, top: ALL }),
        picture.from === 'bytes' ? client.data.decode({ file: picture.bytes, longest: 640 }) : undefined,
      ])
      if (turn !== asking) return
      remember(asked)
      answer.value = { asked, own: own ?? said.seen, ...said }
      heat.value = undefined
      maps.value = undefined
      nearest.value = undefined
      await Promise.all([explain(), showMaps(), isPrepared.value ? findNearest() : undefined])
    } catch (thrown) {
      if (turn === asking) problem.value = asProblem(thrown)
    } finally {
      if (turn === asking) busy.value = false
    }
  }

  /** The answer that makes room; neither it nor what is asked now stands there twice. */
  function remember(next: Asked): void {
    const last = answer.value
    const others = before.value.filter(({ asked }) => asked.picture !== last?.asked.picture && asked.picture !== next.picture)
    before.value = (last && last.asked.picture !== next.picture ? [last, ...others] : others).slice(0, REMEMBERED)
  }

  /** Asks something more of the picture that is shown, and tells what comes unless another picture was asked about meanwhile. */
  async function more<T>(question: (of: { weights: NonNullable<typeof weights.chosen>['weights']; picture: PictureOf }) => Promise<T>, take: (answer: T) => void): Promise<void> {
    const [chosen, of, turn] = [weights.chosen, answer.value, asking]
    if (!chosen || !of) return
    try {
      const got = await question({ weights: chosen.weights, picture: of.asked.picture })
      if (turn === asking) take(got)
    } catch (thrown) {
      if (turn === asking) problem.value = asProblem(thrown)
    }
  }

  const explain = (label?: number) =>
    more((of) => client.ask.explain({ ...of, ...(label !== undefined && { class: label }), ...(heatLayer.value !== undefined && { node: heatLayer.value }) }), (got) => {
      heat.value = got
      // A file does not say its layers; the one that explained is known to give a map.
      if (mapLayer.value === undefined) void showMaps(got.node)
    })

  async function showMaps(node = mapLayer.value): Promise<void> {
    if (node === undefined) return
    mapLayer.value = node
    await more((of) => client.ask.featureMaps({ ...of, node, most: MAPS }), (got) => {
      if (mapLayer.value === node) maps.value = { node, ...got }
    })
  }

  const findNearest = () => more((of) => client.ask.nearest({ ...of, count: NEIGHBOURS }), (got) => (nearest.value = got))

  /** Computes what neighbours are found among; after that every picture has them at once. */
  function prepareNearest(): void {
    const chosen = weights.chosen
    if (!chosen) return
    preparing.value = { done: 0, of: 0 }
    stopPreparing = client.ask.prepareNearest({ weights: chosen.weights }, {
      snapshot() {},
      event: (now) => (preparing.value = now),
      ended(ended) {
        preparing.value = undefined
        problem.value = ended
        if (ended) return
        prepared.value = new Set([...prepared.value, chosen.key])
        void findNearest()
      },
    })
  }
  function cancelNearest(): void {
    stopPreparing?.()
    preparing.value = undefined
  }

  /** A picture of the test pictures, or of the training ones where there are none, by chance. */
  async function askAny(): Promise<void> {
    const set = dataSets.byId.get(weights.data)
    if (!set) return
    const split = set.counts.test ? ('test' as const) : ('training' as const)
    const number = Math.floor(Math.random() * set.counts[split])
    try {
      const label = await dataSets.labelOf({ id: set.id, split, number })
      await ask({ picture: { from: 'data', data: set.id, split, number }, truth: set.classes[label] })
    } catch (thrown) {
      problem.value = asProblem(thrown)
    }
  }

  watch(() => weights.chosen?.key, async () => {
    const { chosen } = weights
    cancelNearest()
    heatLayer.value = undefined
    mapLayer.value = undefined
    layers.value = []
    if (chosen?.weights.from === 'run') {
      const opened = await client.runs.open({ id: chosen.weights.id }).catch(() => undefined)
      if (chosen !== weights.chosen) return
      layers.value = opened ? mapLayersOf(opened.graph) : []
      // The first layer after a non-linearity has the largest maps that mean something.
      mapLayer.value = (layers.value.find(({ category }) => category === 'activation') ?? layers.value[0])?.id
    }
    if (answer.value) void ask(answer.value.asked)
  }, { immediate: true })

  return { answer, before, problem, busy, heat, maps, nearest, preparing, layers, mapLayer, heatLayer, isPrepared, explained, ask, askAny, explain, showMaps, prepareNearest, cancelNearest }
})
