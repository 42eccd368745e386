import type { WeightsOf } from '#shared/contract/ask'
import { asProblem, type ProblemData } from '#shared/base/problem'
import { check } from '#shared/graph/check'
import type { Graph } from '#shared/graph/document'
import { identityOf } from '#shared/graph/identity'
import { firstKernelOf, matchWeights, type GivenShapes, type WeightsMatch } from '#shared/graph/matching'
import { expectedWeights, type ExpectedWeight } from '#shared/graph/weights'
import { isSlow, restingBody, SLOW, withBodyRate } from '#shared/plan/fineTuning'
import { headOf } from '#shared/plan/groups'
import { imageNet, type Normalisation, type NormalisationName } from '#shared/plan/normalisation'
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { saysTheSame } from '#shared/base/equal'
import { t } from '../locale/locale'
import { useDesk } from './desk'
import { useStudio } from './studio'
import { useUploads } from './uploads'
import { useWeights } from './weights'

/** Epochs in which the head learns alone, when it is first asked for. */
const HEAD_EPOCHS = 2

interface Choice {
  readonly key: string
  readonly label: string
  readonly from: WeightsOf
}

/** What a training starts from: random weights, those of a file, or a run's best; what fits of them, and what is done with the body then. */
export const useStart = defineStore('start', () => {
  const { client } = useStudio()
  const desk = useDesk()
  const uploads = useUploads()
  const weights = useWeights()
  const given = shallowRef<{ readonly tensors: GivenShapes; readonly graph: Graph | undefined; readonly normalisation: Normalisation | undefined }>()
  const problem = shallowRef<ProblemData>()
  const reading = ref(false)

  const keyOf = (from: WeightsOf) => (from.from === 'run' ? `${from.id}/${from.which}` : `file:${from.path}`)
  const from = computed(() => desk.now.from)
  const key = computed(() => from.value && keyOf(from.value))
  /** The best of each run, and the file that was opened. */
  const choices = computed<readonly Choice[]>(() => {
    const known = weights.all.flatMap(({ key, label, weights: of }): Choice[] => (of.from === 'run' && of.which === 'best' ? [{ key, label, from: of }] : []))
    const own = from.value
    if (!own || known.some((choice) => choice.key === key.value)) return known
    return [...known, { key: key.value!, label: own.from === 'file' ? own.path.split(/[\\/]/).at(-1)! : own.id, from: own }]
  })

  function choose(next: WeightsOf | undefined): void {
    desk.change({ from: next }, t('from.chosen'))
  }
  function open(path: string | undefined): boolean {
    if (path !== undefined) choose({ from: 'file', path })
    return path !== undefined
  }
  const openFile = async () => open(await uploads.pickWeights())
  /** A file that was let go over the window; whether it is what a training starts from now. */
  const openDropped = async (file: File) => open(await uploads.pathOfWeights(file))

  watch(key, async (now) => {
    given.value = problem.value = undefined
    reading.value = now !== undefined
    if (!from.value) return
    const answer = await client.ask.contents({ weights: from.value }).catch((thrown: unknown) => void (now === key.value && (problem.value = asProblem(thrown))))
    if (now !== key.value) return
    reading.value = false
    if (answer) given.value = { tensors: new Map(answer.tensors.map(({ name, shape }) => [name, { shape }])), graph: answer.graph, normalisation: answer.normalisation }
  }, { immediate: true, flush: 'sync' })

  /** What the desk's network keeps; nothing while it is not sound. */
  const expected = computed<readonly ExpectedWeight[] | undefined>(() => {
    if (desk.errors.some(({ code }) => code !== 'classesDiffer')) return undefined
    return expectedWeights(desk.graph)
  })
  const match = computed<WeightsMatch | undefined>(() => (given.value && expected.value ? matchWeights(expected.value, given.value.tensors) : undefined))
  /**
   * How the pictures come to the layer that is taken over: as it learned to see them, in another way although its own is known, or in whatever way since
   * that is not known; nothing where the layer begins at random.
   */
  const normalisation = computed(() => {
    const first = expected.value && firstKernelOf(expected.value)
    if (!match.value?.taken.some(({ name }) => name === first)) return undefined
    const trained = given.value?.normalisation
    const how = desk.plan.normalisation
    if (!trained) return { how: how === 'imagenet' ? 'imagenet' : 'unknown' } as const
    return how === 'start' || (how === 'imagenet' && saysTheSame(trained, imageNet)) ? ({ how: 'alike', trained } as const) : ({ how: 'otherwise' } as const)
  })
  const normalise = (how: NormalisationName) => desk.changePlan({ normalisation: how }, t('from.normalisation'))
  /** The network that the file is made for, where it is not the one on the desk. */
  const offer = computed(() => {
    const made = given.value?.graph
    if (!made || identityOf(made) === identityOf(desk.graph)) return undefined
    // A head of other classes alone is what a person wants; the network is the right one.
    const head = expected.value && headOf(expected.value)
    if (match.value?.left.every(({ name }) => name.startsWith(`${head}.`))) return undefined
    const { classes, input } = check(made)
    return { graph: made, name: made.name, classes: classes ?? 0, size: input?.[1] ?? 0 }
  })
  /** The repair where the network does not answer with the data's classes. */
  const otherClasses = computed(() => desk.errors.find(({ code, fix }) => code === 'classesDiffer' && fix))

  function openOffer(): void {
    if (offer.value) desk.change({ graph: offer.value.graph }, t('model.chosen'))
  }
  function replaceHead(): void {
    if (otherClasses.value?.fix) desk.edit(otherClasses.value.fix.edits, t('from.headReplaced'))
  }

  const body = computed(() => (expected.value && match.value?.taken.length ? restingBody(expected.value, match.value) : []))
  const isOurs = ({ layers, from: first, to }: (typeof desk.plan.freeze)[number]) => first === 1 && to > 0 && layers.join() === body.value.join()
  /** For so many epochs at first only the head learns, as do layers that begin at random; 0: all learn from the beginning. */
  const headEpochs = computed(() => desk.plan.freeze.find(isOurs)?.to ?? 0)
  function setHeadEpochs(to: number): void {
    const others = desk.plan.freeze.filter((each) => !isOurs(each))
    desk.changePlan({ freeze: to ? [...others, { layers: body.value, from: 1, to }] : others }, t('plan.freeze'))
  }
  const slowBody = computed(() => isSlow(desk.plan))
  function setSlowBody(on: boolean): void {
    desk.changePlan({ groups: withBodyRate(desk.plan, on ? SLOW : 1) }, t('plan.groups'))
  }

  return {
    key, choices, choose, openFile, openDropped, reading, problem, match, normalisation, normalise, offer, openOffer, otherClasses, replaceHead, body,
    headEpochs, setHeadEpochs, headAlone: computed(() => headEpochs.value > 0), setHeadAlone: (on: boolean) => setHeadEpochs(on ? HEAD_EPOCHS : 0), slowBody, setSlowBody,
  }
})
