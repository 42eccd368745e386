import type { Order } from '#electron/runs/about'
import type { Library, Turn } from '#electron/runs/library'
import type { StepFigures } from '#electron/runs/journal'
import { choiceOf } from '#electron/trainer/ask/choice'
import { phrase } from '#shared/base/phrase'
import { asProblem, plain, problem, type ProblemData, type Said, StudioProblem } from '#shared/base/problem'
import type { Client } from '#shared/contract/contract'
import type { EpochFigures, RunNow, RunSummary, UnreadableRun } from '#shared/contract/runs'
import type { Job, TrainerContract, TrainerEvent } from '#shared/contract/trainer'
import { Listeners } from './listeners'
import { trainerDied, type Exit } from './spawner'

export type DeviceWord = 'auto' | 'cpu' | 'gpu'
type Trainer = Client<TrainerContract>['trainer']

/** What happens to a run; `again` says that its metrics were taken back to a checkpoint. */
export type RunHappening = { readonly id: string } & (
  | { readonly type: 'step'; readonly figures: StepFigures }
  | { readonly type: 'epoch'; readonly figures: EpochFigures }
  | { readonly type: 'now'; readonly now: RunNow }
  | { readonly type: 'summary'; readonly summary: RunSummary }
  | { readonly type: 'note'; readonly at: string; readonly text: Said; readonly warning: boolean }
  | { readonly type: 'again' }
  | { readonly type: 'removed' }
  | { readonly type: 'unreadable'; readonly run: UnreadableRun }
)

export interface TurnsOptions {
  readonly library: Library
  /** The process that trains, on this device, and how to wait for its end. */
  trainer(device: DeviceWord): Promise<{ trainer: Trainer; exit: Promise<Exit> }>
  /** Seconds after which a run is saved in the middle of an epoch too. */
  readonly saveEvery: number
}

interface Current {
  readonly id: string
  now: RunNow
  trainer?: Trainer
  /** Whether it was asked to stop before the trainer was there to be told. */
  stopped?: true
}

/** Whose turn it is to be trained: one run at a time, the others in the queue, which is kept in the library. */
export class Turns {
  readonly happenings = new Listeners<RunHappening>()
  readonly queues = new Listeners<string[]>()
  private current: Current | undefined
  private lent = false
  private closed = false
  private underWay: Promise<void> = Promise.resolve()
  /** Changes of the queue's file come one after the other. */
  private changing: Promise<unknown> = Promise.resolve()

  constructor(private readonly options: TurnsOptions) {}

  /** What the run under way is doing; undefined of any other. */
  nowOf(id: string): RunNow | undefined {
    return this.current?.id === id ? this.current.now : undefined
  }

  /** The run under way. */
  get busy(): { readonly id: string; readonly now: RunNow } | undefined {
    return this.current
  }

  /** A run as a list shows it, with what its process tells. */
  async summary(id: string): Promise<RunSummary> {
    const summary = await this.options.library.summary(id)
    const now = this.nowOf(id)
    return now ? { ...summary, state: now.state } : summary
  }

  /** Puts runs at the queue's end, and begins with the first when nothing is under way. */
  async add(turns: readonly Turn[]): Promise<void> {
    const ids = new Set(turns.map(({ id }) => id))
    await this.change((queue) => [...queue.filter(({ id }) => !ids.has(id)), ...turns])
    for (const { id } of turns) await this.tellSummary(id)
    this.next()
  }

  async pause(id: string): Promise<void> {
    await this.trainerOf(id).pause({})
  }

  /** Goes on with a run that is paused, or lets one train on up to more epochs; others wait their turn. */
  async goOn(id: string, epochs?: number): Promise<void> {
    if (this.current?.id !== id) return await this.add([{ id, ...(epochs !== undefined && { epochs }) }])
    const trainer = this.trainerOf(id)
    if (epochs !== undefined) await trainer.extend({ epochs })
    await trainer.goOn({})
  }

  /** Stops a run after its step, or takes it out of the queue. */
  async stop(id: string): Promise<void> {
    if (this.current?.id === id) {
      this.current.stopped = true
      await this.current.trainer?.stop({})
      return
    }
    await this.change((queue) => queue.filter((turn) => turn.id !== id))
    await this.tellSummary(id)
  }

  /** Orders those that wait; whoever is not named stays behind, and whoever does not wait is left out. */
  async reorder(ids: readonly string[]): Promise<void> {
    await this.change((queue) => [...ids.flatMap((id) => queue.filter((turn) => turn.id === id)), ...queue.filter(({ id }) => !ids.includes(id))])
  }

  /** Lends the idle trainer for something short; throws trainerBusy while a run is under way. */
  async lend<T>(device: DeviceWord, work: (trainer: Trainer) => Promise<T>): Promise<T> {
    if (this.current || this.lent) throw problem('trainerBusy')
    this.lent = true
    try {
      const { trainer } = await this.options.trainer(device)
      return await work(trainer)
    } finally {
      this.lent = false
      this.next()
    }
  }

  /** Begins with the next run when nothing is under way. */
  next(): void {
    if (this.closed || this.current || this.lent) return
    this.underWay = this.underWay.then(() => this.take())
  }

  /** Saves what is under way and begins nothing more; the queue stays. */
  async close(): Promise<void> {
    this.closed = true
    if (this.current) await this.stop(this.current.id).catch(() => undefined)
    await this.underWay
  }

  private async take(): Promise<void> {
    const [turn] = await this.options.library.queue()
    if (!turn || this.closed || this.current || this.lent) return
    this.current = { id: turn.id, now: { state: 'preparing', doing: phrase('starting'), epoch: 0, epochs: 0, step: 0, steps: 0 } }
    try {
      await this.train(turn, this.current)
    } catch (thrown) {
      await this.failed(turn.id, thrown)
    }
    // Only now: had the studio ended before, the run would still be waiting.
    await this.change((queue) => queue.filter(({ id }) => id !== turn.id)).catch(() => undefined)
    this.current = undefined
    await this.tellSummary(turn.id)
    this.next()
  }

  private async train({ id, epochs }: Turn, current: Current): Promise<void> {
    const { library, saveEvery } = this.options
    const { about, run } = await library.read(id)
    if (about?.problem) await library.describe(id, { problem: undefined })
    await this.tellSummary(id)
    const common = { run: library.folderOf(id), test: false, saveEvery }
    const job: Job = run
      ? { kind: 'resume', ...common, ...(epochs !== undefined && { epochs }) }
      : newJob(library, about!.order!, common, epochs)
    const { trainer, exit } = await this.options.trainer(about?.order?.device ?? 'auto')
    if (current.stopped) return
    current.trainer = trainer
    let met: ProblemData | undefined
    const ended = await new Promise<ProblemData | undefined>((end) =>
      trainer.work(job, {
        snapshot: () => undefined,
        event: (event) => {
          if (event.type === 'problem') met = event
          else this.happened(current, event)
        },
        ended: end,
      }))
    // How it died is known only when it has: until then its lock on the run holds, too.
    if (ended?.code === 'connectionLost') throw trainerDied(await exit)
    const broken = met ?? ended
    if (broken) throw new StudioProblem(broken)
  }

  private happened(current: Current, event: TrainerEvent): void {
    const { id } = current
    const was = current.now.state
    current.now = nowAfter(current.now, event)
    switch (event.type) {
      case 'began':
        // It waits no more; should the studio end now, it is the run's own record that says what it is.
        void this.change((queue) => queue.filter((turn) => turn.id !== id)).catch(() => undefined)
        this.happenings.tell({ id, type: 'again' })
        break
      case 'step':
        this.happenings.tell({ id, type: 'step', figures: event.figures })
        break
      case 'epoch': {
        const { epoch, stepsDone: step, training, validation, confusion, imagesPerSecond, seconds } = event
        this.happenings.tell({ id, type: 'epoch', figures: { epoch, step, training, ...(validation && { validation }), ...(confusion && { confusion }), imagesPerSecond, seconds } })
        void this.tellSummary(id)
        break
      }
      case 'note':
        this.happenings.tell({ id, type: 'note', at: new Date().toISOString(), text: event.text, warning: event.warning ?? false })
        break
    }
    this.happenings.tell({ id, type: 'now', now: current.now })
    if (was !== current.now.state) void this.tellSummary(id)
  }

  /** Keeps with the run why it failed; its own record says it too where there is one. */
  private async failed(id: string, thrown: unknown): Promise<void> {
    const met = plain(asProblem(thrown))
    this.happenings.tell({ id, type: 'note', at: new Date().toISOString(), text: met, warning: true })
    // A full disk may keep even this from being written; it was told.
    await this.options.library.describe(id, { problem: met }).catch(() => undefined)
  }

  private trainerOf(id: string): Trainer {
    if (this.current?.id !== id || !this.current.trainer) throw problem('runNotUnderWay', { id })
    return this.current.trainer
  }

  private async change(changed: (queue: Turn[]) => Turn[]): Promise<void> {
    const done = this.changing.then(async () => {
      const queue = changed(await this.options.library.queue())
      await this.options.library.writeQueue(queue)
      this.queues.tell(queue.map(({ id }) => id))
    })
    this.changing = done.catch(() => undefined)
    await done
  }

  private async tellSummary(id: string): Promise<void> {
    const summary = await this.summary(id).catch(() => undefined)
    if (summary) this.happenings.tell({ id, type: 'summary', summary })
    if (summary && this.current?.id !== id) this.happenings.tell({ id, type: 'now', now: restingNow(summary) })
  }
}

/** The job of a run that has not begun. */
function newJob(library: Library, { data, graph, plan, from }: Order, common: Pick<Job & { kind: 'train' }, 'run' | 'test' | 'saveEvery'>, epochs: number | undefined): Job {
  return { kind: 'train', ...common, data, graph, plan: { ...plan, ...(epochs !== undefined && { epochs }) }, ...(from && { from: choiceOf(library.folder, from) }) }
}

/** What a run that is not under way is doing: nothing. */
export function restingNow({ state, epochs }: RunSummary): RunNow {
  return { state, doing: '', epoch: epochs.done, epochs: epochs.of, step: 0, steps: 0 }
}

const preparing = { 'reading the pictures': 'readingPictures', 'trying float32 and bfloat16': 'tryingPrecisions', 'compiling the network': 'compilingNetwork', validating: 'validating' } as const

function nowAfter(now: RunNow, event: TrainerEvent): RunNow {
  switch (event.type) {
    case 'preparing':
      return { ...now, doing: phrase(preparing[event.what]) }
    case 'began':
      return { ...now, state: 'running', doing: '', epochs: event.epochs, steps: event.stepsPerEpoch }
    case 'step': {
      const { epoch, epochs, step, steps, loss, accuracy, imagesPerSecond, secondsLeft } = event
      return { state: now.state, doing: '', epoch, epochs, step, steps, score: { loss, accuracy }, imagesPerSecond, secondsLeft }
    }
    case 'paused':
      return { ...now, state: 'paused', doing: event.problem ?? '' }
    case 'wentOn':
      return { ...now, state: 'running', doing: '' }
    default:
      return now
  }
}
