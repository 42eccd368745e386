import { apply, applyAll, type Edit } from '#shared/graph/edits'
import { check } from '#shared/graph/check'
import type { Edge } from '#shared/graph/document'
import { insertion, Network, removal, repetition } from '#shared/graph/editing'
import type { GraphProblem } from '#shared/graph/found'
import { parseGraph, showGraph } from '#shared/graph/parse'
import { partOf, pasting } from '#shared/graph/pasting'
import { kindOf } from '#shared/graph/read'
import { layerKinds, type LayerKindName } from '#shared/layers/index'
import { portLimits } from '#shared/layers/layer'
import { StudioProblem } from '#shared/base/problem'
import { defineStore, storeToRefs } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { createSelection } from '../../composables/selection'
import { problemInWords, saidInWords } from '../../locale/inWords'
import { t, term } from '../../locale/locale'
import { useDesk } from '../../stores/desk'
import { usePlace } from '../../stores/place'
import { useToasts } from '../../stores/toasts'
import { cardsOf, layersOf, type Card } from './drawing/cards'

/** What can be put in between: a kind of layer, or the three that usually go together. */
export type Insertable = LayerKindName | 'convBlock'
const convBlock: readonly LayerKindName[] = ['conv2d', 'batchNorm', 'relu']

/** The Model place: what is selected and open in it, and what is done to the network. */
export const useModel = defineStore('model', () => {
  const desk = useDesk()
  const toasts = useToasts()
  const { ids: selected, only, choose, set, clear } = createSelection()
  /** Cards that are unfolded and blocks that are opened. */
  const unfolded = shallowRef<ReadonlySet<string>>(new Set())
  const view = ref<'overview' | 'normal' | 'close'>('normal')
  const { modelSide: side } = storeToRefs(usePlace())
  /** Which layer of the selected card the inspector shows; its main one unless another is named. */
  const layer = ref<string>()
  /** Where the palette is open: the connection that it would put a layer on. */
  const inserting = shallowRef<Edge>()

  const cards = computed(() => cardsOf(desk.checked))
  const cardOf = computed(() => new Map(cards.value.flatMap((card) => layersOf(card).map(({ id }) => [id, card] as const))))
  const card = computed<Card | undefined>(() => (only.value === undefined ? undefined : cardOf.value.get(only.value)))
  const shown = computed(() => {
    if (!card.value) return undefined
    return desk.checked.layers.get(layer.value ?? card.value.id) ?? desk.checked.layers.get(card.value.id)
  })
  const problems = computed(() => desk.checked.problems)
  const badCards = computed(() => new Set(problems.value.flatMap(({ node, severity }) => (node !== undefined && severity === 'error' ? [cardOf.value.get(node)?.id ?? node] : []))))

  // What is gone is not selected any more.
  watch(cards, (now) => {
    const there = new Set(now.map(({ id }) => id))
    const left = [...selected.value].filter((id) => there.has(id))
    if (left.length !== selected.value.size) set(left)
  })
  watch(only, () => (layer.value = undefined))

  function select(id: string, add = false): void {
    choose(id, add)
    if (side.value !== 'code') side.value = 'layer'
  }

  /** Goes to a layer: its card is selected, and it is the one that is shown. */
  function goTo(node: string): void {
    const found = cardOf.value.get(node)
    if (!found) return
    select(found.id)
    layer.value = node
  }

  function toggle(id: string): void {
    const next = new Set(unfolded.value)
    if (!next.delete(id)) next.add(id)
    unfolded.value = next
  }

  /** Does edits; what cannot be done is told and changes nothing. */
  function edit(edits: readonly Edit[], what: string, run?: string): boolean {
    try {
      desk.edit(edits, what, run)
      return true
    } catch (thrown) {
      tell(thrown)
      return false
    }
  }

  function tell(thrown: unknown): void {
    if (!(thrown instanceof StudioProblem)) throw thrown
    toasts.tell(thrown)
  }

  function setField(node: string, field: string, value: unknown): void {
    edit([{ type: 'set', node, field, value }], t('graph.set'), `set.${node}.${field}`)
  }

  function rename(node: string, name: string): void {
    edit([{ type: 'rename', node, name }], t('graph.renamed'), `rename.${node}`)
  }

  /** All layers of the cards that are selected. */
  const selectedLayers = computed(() => [...selected.value].flatMap((id) => (cardOf.value.get(id) ? layersOf(cardOf.value.get(id)!).map((node) => node.id) : [])))

  function remove(): void {
    if (selectedLayers.value.length && edit(removal(desk.graph, selectedLayers.value), t('graph.removed'))) clear()
  }

  function duplicate(): void {
    if (!selectedLayers.value.length) return
    try {
      edit(repetition(desk.graph, selectedLayers.value, 1), t('graph.duplicated'))
    } catch (thrown) {
      tell(thrown)
    }
  }

  /** The selected layers as a text that can be pasted, here or in another window; nothing where none are selected. */
  function copied(): string | undefined {
    return selectedLayers.value.length ? showGraph(partOf(desk.graph, selectedLayers.value)) : undefined
  }

  /** Puts the layers of a copied text, or of a network's file, behind those that are selected, else at the end. */
  function paste(text: string): void {
    try {
      const behind = cards.value.findLast(({ id }) => selected.value.has(id)) ?? cards.value.at(-1)
      const { edits, ids } = pasting(desk.graph, parseGraph(text), behind && layersOf(behind).at(-1)!.id)
      if (edit(edits, t('graph.pasted'))) set(new Set(ids.map((id) => cardOf.value.get(id)?.id ?? id)))
    } catch (thrown) {
      tell(thrown)
    }
  }

  /** The edits that put layers of these kinds on a connection, one after the other, and the ids that they get. */
  function insertEdits(edge: Edge, kinds: readonly LayerKindName[]): { edits: Edit[]; ids: string[] } {
    const network = new Network(desk.graph)
    const edits: Edit[] = []
    const ids: string[] = []
    let graph = desk.graph
    let at = edge
    for (const kind of kinds) {
      const node = network.newNode(kind, nameFor(kind))
      const step = insertion(graph, at, node)
      edits.push(...step)
      graph = applyAll(graph, step)
      at = { from: node.id, to: edge.to, port: edge.port }
      ids.push(node.id)
    }
    return { edits, ids }
  }

  /** What the network would be with a layer put in, to show what happens to the shapes. */
  function preview(edge: Edge, kind: Insertable): { before: readonly number[] | undefined; after: readonly number[] | undefined } {
    const { edits, ids } = insertEdits(edge, kindsOf(kind))
    const checked = check(applyAll(desk.graph, edits), {}, desk.checked)
    return { before: checked.layers.get(edge.from)?.facts?.output, after: checked.layers.get(ids.at(-1)!)?.facts?.output }
  }

  function insert(edge: Edge, kind: Insertable): void {
    const { edits, ids } = insertEdits(edge, kindsOf(kind))
    if (edit(edits, t('graph.inserted', { layer: labelOf(kind) }))) {
      const first = ids[0]!
      select(cardOf.value.get(first)?.id ?? first)
    }
    inserting.value = undefined
  }

  /** Puts the palette behind the selected card, or behind the last one. */
  function startInsert(): void {
    const after = card.value ? layersOf(card.value).at(-1)!.id : undefined
    const edges = desk.graph.edges
    inserting.value = edges.find(({ from }) => from === after) ?? edges.find(({ to }) => to === (card.value?.id ?? cards.value.at(-1)?.id))
  }

  /** Why a connection cannot be made; nothing when it can. */
  function refusal(from: string, to: string): string | undefined {
    const edits = connectEdits(from, to)
    if (!edits) return t('graph.noPort')
    const known = new Set(desk.checked.problems.map(({ code, node }) => `${code} ${node}`))
    const fresh = check(applyAll(desk.graph, edits), {}, desk.checked).problems.find(({ code, node, severity }) => severity === 'error' && !known.has(`${code} ${node}`))
    return fresh && problemInWords(fresh).sentence
  }

  function connectEdits(from: string, to: string): Edit[] | undefined {
    const node = desk.graph.nodes.find(({ id }) => id === to)
    const kind = node && kindOf(node)
    if (!kind || from === to || desk.graph.edges.some((edge) => edge.from === from && edge.to === to)) return undefined
    const taken = desk.graph.edges.filter((edge) => edge.to === to)
    const [, most] = portLimits(kind)
    const free = Array.from({ length: most }, (_, port) => port).find((port) => !taken.some((edge) => edge.port === port))
    if (free !== undefined) return [{ type: 'connect', edge: { from, to, port: free } }]
    // A layer of one input takes the new one instead of the old.
    return most === 1 && taken[0] ? [{ type: 'disconnect', edge: taken[0] }, { type: 'connect', edge: { from, to, port: taken[0].port } }] : undefined
  }

  function connect(from: string, to: string): void {
    const why = refusal(from, to)
    const edits = connectEdits(from, to)
    if (why !== undefined || !edits) toasts.say(why ?? t('graph.noPort'))
    else edit(edits, t('graph.connected'))
  }

  function disconnect(edge: Edge): void {
    edit([{ type: 'disconnect', edge }], t('graph.disconnected'))
  }

  /** Takes a card out of its place and puts it on a connection elsewhere. */
  function moveTo(id: string, edge: Edge): void {
    const moving = cardOf.value.get(id)
    if (!moving) return
    const layers = layersOf(moving)
    const ids = layers.map((node) => node.id)
    if (ids.includes(edge.from) || ids.includes(edge.to)) return
    const edits: Edit[] = removal(desk.graph, ids)
    let graph = applyAll(desk.graph, edits)
    let at = edge
    for (const node of layers) {
      const step = insertion(graph, at, node)
      edits.push(...step)
      for (const one of step) graph = apply(graph, one)
      at = { from: node.id, to: edge.to, port: edge.port }
    }
    edit(edits, t('graph.moved'))
  }

  function fix(problem: GraphProblem): void {
    if (problem.fix) edit(problem.fix.edits, saidInWords(problem.fix.label))
  }

  let walked = -1
  /** Goes from one problem to the next, or back. */
  function walkProblems(by: 1 | -1): void {
    const all = problems.value.filter(({ node }) => node !== undefined)
    if (!all.length) return
    walked = (walked + by + all.length) % all.length
    goTo(all[walked]!.node!)
  }

  return {
    selected, only, unfolded, view, side, layer, inserting, cards, cardOf, card, shown, problems, badCards, selectedLayers,
    select, set, clear, goTo, toggle, setField, rename, remove, duplicate, copied, paste, insert, preview, startInsert, refusal, connect, disconnect, moveTo, fix, walkProblems,
  }
})

export function labelOf(kind: Insertable): string {
  return kind === 'convBlock' ? t('graph.convBlock') : term(layerKinds[kind].label)
}

const kindsOf = (kind: Insertable): readonly LayerKindName[] => (kind === 'convBlock' ? convBlock : [kind])

/** A name to begin with; the network counts it up where it is used. */
const nameFor = (kind: LayerKindName): string => ({ conv2d: 'conv1', batchNorm: 'norm1', dense: 'fc1' } as Partial<Record<LayerKindName, string>>)[kind] ?? `${kind}1`
