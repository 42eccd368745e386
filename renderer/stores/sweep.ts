import type { RunSummary } from '#shared/contract/runs'
import type { Plan } from '#shared/plan/plan'
import { defineStore } from 'pinia'
import { computed, ref } from 'vue'
import { useDesk } from './desk'
import { useRuns } from './runs'
import { useStudio } from './studio'
import { useToasts } from './toasts'

/** The settings of a plan that are numbers and worth trying, by their paths. */
export const sweptSettings = ['learningRate', 'batch', 'optimizer.weightDecay', 'optimizer.momentum', 'labelSmoothing', 'warmup', 'average', 'seed'] as const
export type SweptSetting = (typeof sweptSettings)[number]
/** A setting and what was typed for it. */
export interface TypedAxis {
  readonly setting: SweptSetting
  readonly text: string
}

/** How many values a range such as 0.001..0.1 stands for. */
const IN_RANGE = 25

/** The numbers of a text such as "0.01, 0.03 0.1" or "0.001..0.1", each once; undefined when something in it is no number, or there is none. */
export function valuesOf(text: string): number[] | undefined {
  const numbers = text.replaceAll(/\s*(?:\.\.+|…)\s*/g, '..').split(/[\s,;]+/).filter(Boolean).flatMap((word) => {
    const [from, to, ...more] = word.split('..').map((end) => (end === '' ? NaN : Number(end)))
    return to === undefined ? [from!] : more.length ? [NaN] : between(from!, to)
  })
  return numbers.length && numbers.every(Number.isFinite) ? [...new Set(numbers)] : undefined
}

/** Values from one number to another: whole ones between whole ones, even in their logarithms where both are positive and far apart, of two digits. */
function between(from: number, to: number): number[] {
  const whole = Number.isInteger(from) && Number.isInteger(to)
  const wide = from > 0 && to / from >= 4
  return Array.from({ length: IN_RANGE }, (_, i) => {
    const share = i / (IN_RANGE - 1)
    const value = wide ? from * (to / from) ** share : from + (to - from) * share
    return i === 0 ? from : i === IN_RANGE - 1 ? to : whole ? Math.round(value) : Number(value.toPrecision(2))
  })
}

/** What a plan has for a setting; undefined for one that its optimizer does not have. */
export function settingIn(plan: Plan, setting: SweptSetting): unknown {
  return setting.split('.').reduce<unknown>((part, name) => (part as Readonly<Record<string, unknown>> | undefined)?.[name], plan)
}

/** Trains the desk's network with every combination of some values, or with some drawn from them, as runs in the queue with a tag in common. */
export const useSweep = defineStore('sweep', () => {
  const { client } = useStudio()
  const desk = useDesk()
  const runs = useRuns()
  const toasts = useToasts()
  const axes = ref<TypedAxis[]>([{ setting: 'learningRate', text: '0.01, 0.03, 0.1' }])
  /** How many combinations are drawn, as typed; all where nothing is typed. */
  const drawn = ref('')
  const starting = ref(false)

  const offered = computed(() => sweptSettings.filter((setting) => settingIn(desk.plan, setting) !== undefined))
  const values = computed(() => axes.value.map(({ text }) => valuesOf(text)))
  /** How many combinations there are; 0 while something typed is no number. */
  const combinations = computed(() => values.value.reduce((product, of) => product * (of?.length ?? 0), 1))
  const draws = computed(() => (/^\s*$/.test(drawn.value) ? undefined : /^\s*[1-9]\d*\s*$/.test(drawn.value) ? Number(drawn.value) : NaN))
  /** How many runs it would be; 0 while something typed is no number. */
  const count = computed(() => (Number.isNaN(draws.value) ? 0 : Math.min(combinations.value, draws.value ?? Infinity)))
  /** The runs of the newest sweep, those of the best accuracy first, and what they differ in. */
  const results = computed(() => {
    const tagOf = (run: RunSummary) => run.tags.find((tag) => tag.startsWith('sweep-'))
    const tag = runs.all?.map(tagOf).find((found) => found !== undefined)
    const own = (runs.all ?? []).filter((run) => tag !== undefined && run.tags.includes(tag))
    const differing = sweptSettings.filter((setting) => new Set(own.map(({ plan }) => settingIn(plan, setting))).size > 1)
    return { tag, differing, runs: own.toSorted((a, b) => (b.best?.accuracy ?? -1) - (a.best?.accuracy ?? -1)) }
  })

  function change(at: number, part: Partial<TypedAxis>): void {
    axes.value = axes.value.map((axis, i) => (i === at ? { ...axis, ...part } : axis))
  }
  function add(): void {
    const free = offered.value.find((setting) => !axes.value.some((axis) => axis.setting === setting))
    if (free) axes.value = [...axes.value, { setting: free, text: String(settingIn(desk.plan, free)) }]
  }
  function remove(at: number): void {
    axes.value = axes.value.filter((_, i) => i !== at)
  }
  async function start(): Promise<void> {
    if (!count.value) return
    starting.value = true
    await toasts.attempt(() => client.train.sweep({ ...desk.now, axes: axes.value.map(({ setting }, i) => ({ setting, values: values.value[i]! })), ...(draws.value !== undefined && { draws: draws.value }) }))
    starting.value = false
  }

  return { axes, offered, values, drawn, draws, combinations, count, results, starting, change, add, remove, start }
})
