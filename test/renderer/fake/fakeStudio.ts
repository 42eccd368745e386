import { saysTheSame } from '#shared/base/equal'
import type { Fact } from '#shared/base/fact'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import type { Settings } from '#shared/contract/app'
import type { EngineInfo } from '#shared/contract/engine'
import type { Handlers } from '#shared/contract/contract'
import type { RunSummary, UnreadableRun } from '#shared/contract/runs'
import type { StudioContract } from '#shared/contract/studio'
import type { Graph } from '#shared/graph/document'
import { defaultPlan } from '#shared/plan/plan'
import { smoothedPoints, sweptRate } from '#shared/plan/rateFinder'
import { presets } from '#shared/presets/index'
import { fakeAsk } from './ask'
import { fakeData } from './data'
import { fakeExport } from './export'
import { factsOfWorking } from './facts'
import { epochsUpTo, nowOf, runs, STEPS, stepsBetween, summaryOf } from './runs'

/** An engine for the processor that the person has set up, and one for their card that can be had. */
const enginesHere: readonly EngineInfo[] = [
  { kind: 'cpu', state: 'ready', removable: true, downloadBytes: 0, spaceBytes: 0, diskBytes: 634_000_000 },
  { kind: 'gpu', state: 'absent', removable: false, downloadBytes: 3_310_000_000, spaceBytes: 12_400_000_000, diskBytes: 0 },
]

/** How the fake studio begins: with how many runs, in which look, and whether the one that is going takes steps while one looks. */
export interface Beginning {
  readonly runs?: readonly RunSummary[]
  readonly unreadable?: readonly UnreadableRun[]
  readonly settings?: Partial<Settings>
  /** What lies on it, or the promise of it. */
  readonly desk?: unknown
  /** Whether that is a copy of another window's. */
  readonly copied?: boolean
  readonly live?: boolean
  /** Whether there are native dialogs, and what is chosen in them. */
  readonly dialogs?: boolean
  /** The engines that there are, or can be had. */
  readonly engines?: readonly EngineInfo[]
  /** What the doctor says. */
  readonly facts?: readonly Fact[]
  readonly chooses?: readonly string[]
  /** How many classes the networks that are asked know. */
  readonly classes?: number
}

/** A studio that answers as the real one does, out of made-up figures; for tests of the window and for looking at it. It keeps what it was asked. */
export function fakeStudio({ runs: begin = runs, unreadable = [], settings: begun = {}, desk, copied = false, live = false, dialogs = true, chooses = [], engines: begunEngines = enginesHere, facts = factsOfWorking, classes = 10 }: Beginning = {}) {
  let settings: Settings = { theme: 'system', language: 'system', toured: true, ...begun }
  const asked: { name: string; input: unknown }[] = []
  const note = (name: string) => (input: unknown) => {
    asked.push({ name, input })
    return {}
  }
  let all = [...begin]
  let tellRuns: ((event: { type: 'changed'; run: RunSummary } | { type: 'removed'; id: string }) => void) | undefined
  let engines = [...begunEngines]
  const files = new Map<string, Graph>()
  let lies: unknown = desk !== undefined ? desk : { graph: presets['vgg16-bn'].build(32, 10), plan: { ...defaultPlan, epochs: 30, learningRate: 0.1, warmup: 2, schedule: { kind: 'cosine', final: 0 } }, data: 'cifar-10' }
  let tellEngines: (() => void) | undefined
  let tellSettings: ((now: Settings) => void) | undefined
  const change = (id: string, part: Partial<RunSummary>) => {
    all = all.map((run) => (run.id === id ? { ...run, ...part } : run))
    tellRuns?.({ type: 'changed', run: all.find((run) => run.id === id)! })
  }
  const stateOf = (name: string, state: RunSummary['state']) => (input: { id: string }) => {
    change(input.id, { state })
    return note(name)(input)
  }

  const handlers: Handlers<StudioContract> = {
    app: {
      about: () => ({ version: '0.1.0', library: '~/VGG Studio', platform: 'Linux x64', dialogs }),
      processes: (_input, teller) => teller.snapshot([{ process: 'trainer', state: 'alive' }, { process: 'datasets', state: 'alive' }]),
      settings(_input, teller) {
        teller.snapshot(settings)
        tellSettings = (now) => teller.event(now)
      },
      changeSettings(part) {
        settings = { ...settings, ...(part.theme && { theme: part.theme }), ...(part.language && { language: part.language }), ...(part.toured !== undefined && { toured: part.toured }) }
        tellSettings?.(settings)
        return {}
      },
      wishes: (_input, teller) => teller.snapshot({}),
      choose(input) {
        note('choose')(input)
        return { paths: [...chooses] }
      },
      showInFolder: note('showInFolder'),
      saveNetwork(input) {
        const there = files.get(input.path)
        if (input.known && there && !saysTheSame(there, input.known)) throw problem('networkChanged', { file: input.path })
        files.set(input.path, input.graph)
        return note('saveNetwork')(input)
      },
      keepNetwork: note('keepNetwork'),
      recentNetworks: (_input, teller) => teller.snapshot([{ id: 'a1', name: 'tiny-vgg.vggs', path: '/home/me/networks/tiny-vgg.vggs' }, { id: 'b2', name: 'LeNet-wide.json' }]),
      openRecent: () => ({ graph: { ...presets['lenet-5'].build(32, 10), name: 'LeNet wide' } }),
      openNetwork: ({ path }) => ({ graph: files.get(path) ?? presets['lenet-5'].build(32, 10) }),
      readDesk: async () => ({ desk: await lies, copied }),
      writeDesk({ desk: written }) {
        lies = written
        return {}
      },
    },
    engine: {
      doctor: () => ({ ready: !facts.some(({ state }) => state === 'missing'), device: 'cpu', facts: [...facts] }),
      watch(_input, teller) {
        teller.snapshot([...engines])
        tellEngines = () => teller.event([...engines])
      },
      get({ kind }) {
        engines = engines.map((one) => (one.kind === kind ? { ...one, state: 'getting', stage: { doing: 'download', done: 240_000_000, of: 706_758_467, secondsLeft: 72, part: { number: 6, of: 13 } } } : one))
        tellEngines?.()
        return note('getEngine')({ kind })
      },
      cancel() {
        engines = [...begunEngines]
        tellEngines?.()
        return note('cancelEngine')({})
      },
      remove: note('removeEngine'),
    },
    data: fakeData(note),
    runs: {
      watch(_input, teller) {
        teller.snapshot({ runs: all, unreadable: [...unreadable], queue: [] })
        tellRuns = (event) => teller.event(event)
      },
      follow({ id }, teller, { signal }) {
        const summary = all.find((run) => run.id === id)!
        let steps = summary.state === 'running' ? 6 * STEPS + 305 : summary.epochs.done * STEPS
        teller.snapshot({
          summary, now: nowOf(summary, steps), steps: stepsBetween(summary, 0, steps), epochs: epochsUpTo(summary, summary.epochs.done),
          notes: [{ at: summary.created, text: phrase('began'), warning: false }, ...(summary.problem ? [{ at: summary.created, text: summary.problem, warning: true }] : [])],
        })
        if (!live || summary.state !== 'running') return
        const timer = setInterval(() => {
          const from = steps
          steps += 4
          teller.event({ type: 'steps', steps: stepsBetween(summary, from, steps), now: nowOf(summary, steps) })
        }, 100)
        signal.addEventListener('abort', () => clearInterval(timer))
      },
      open: ({ id }) => ({ graph: presets['vgg16-bn'].build(32, 10), plan: all.find((run) => run.id === id)!.plan, folder: '~/VGG Studio/runs/1' }),
      describe({ id, name, tags, note: text }) {
        change(id, { ...(name !== undefined && { name }), ...(tags && { tags }), ...(text !== undefined && { note: text }) })
        return note('describe')({ id, name, tags, note: text })
      },
      duplicate({ id }) {
        const { best: _best, last: _last, ...copied } = all.find((run) => run.id === id)!
        const copy: RunSummary = { ...copied, id: `${id}-copy`, state: 'stopped', epochs: { ...copied.epochs, done: 0 }, seconds: 0 }
        all = [...all, copy]
        tellRuns?.({ type: 'changed', run: copy })
        note('duplicate')({ id })
        return { id: copy.id }
      },
      remove(input) {
        all = all.filter(({ id }) => id !== input.id)
        tellRuns?.({ type: 'removed', id: input.id })
        return note('remove')(input)
      },
      restore: note('restore'),
    },
    train: {
      start(input) {
        const run = summaryOf(15, 'running', { network: { name: input.graph.name, hash: 'n' }, plan: input.plan, epochs: { done: 0, of: input.plan.epochs } })
        all = [...all, run]
        tellRuns?.({ type: 'changed', run })
        note('start')(input)
        return { id: run.id }
      },
      pause: stateOf('pause', 'paused'), goOn: stateOf('goOn', 'running'), stop: stateOf('stop', 'stopped'), reorder: note('reorder'),
      sweep({ plan, axes, ...rest }) {
        const made = axes[0]!.values.map((value, i) => summaryOf(30 + i, 'queued', { tags: ['sweep-1'], plan: { ...plan, [axes[0]!.setting]: value }, best: { step: 1, epoch: 1, accuracy: 0.7 + i / 100 } }))
        all = [...all, ...made]
        for (const run of made) tellRuns?.({ type: 'changed', run })
        note('sweep')({ plan, axes, ...rest })
        return { tag: 'sweep-1', ids: made.map(({ id }) => id) }
      },
      estimate: () => ({ secondsPerEpoch: 32, imagesPerSecond: 1460, memoryBytes: 2_100_000_000, device: 'this processor' }),
      findRate(input, teller) {
        const { lowest, highest, steps } = input
        note('findRate')(input)
        teller.snapshot({})
        const points = Array.from({ length: steps }, (_, step) => {
          const learningRate = sweptRate(step, steps, { from: lowest, to: highest })
          return { learningRate, loss: 2.3 - 1.1 / (1 + (0.03 / learningRate) ** 1.5) + Math.max(0, learningRate - 0.5) * 2 }
        })
        points.forEach((point, i) => teller.event({ type: 'swept', step: i + 1, steps, ...point }))
        teller.event({ type: 'found', points: smoothedPoints(points), diverged: false, suggestion: 0.048 })
        teller.end()
      },
    },
    ask: fakeAsk(classes),
    export: fakeExport(note, live),
  }
  return { handlers, asked }
}
