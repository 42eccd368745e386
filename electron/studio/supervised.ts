import type { StudioProblem } from '#shared/base/problem'
import { connect } from '#shared/contract/client'
import type { Client, Contract } from '#shared/contract/contract'
import type { Exit, Started } from './spawner'

/** How a process is; `dead` when it died so often that it is no more started by itself. */
export type ProcessState = 'idle' | 'alive' | 'restarting' | 'dead'

/** Milliseconds before a process that died is started again, doubled each time. */
const FIRST_PAUSE = 500
/** So many deaths in a row are enough; one that lived so many milliseconds begins a new row. */
const MOST_DEATHS = 5
const LONG_LIFE = 60_000

export interface SupervisedOptions<C extends Contract, W> {
  readonly contract: C
  /** Starts the process in the way that is wanted. */
  start(wanted: W): Started | Promise<Started>
  /** What the death of one that nobody ended is called. */
  died(exit: Exit): StudioProblem
  /** Told of every change of state. */
  changed(state: ProcessState, problem?: StudioProblem): void
}

interface Living<C extends Contract, W> {
  readonly wanted: W
  readonly started: Started
  readonly client: Client<C>
  readonly exit: Promise<Exit>
}

/** A process that is started when it is first wanted, and again when it dies. `W` says how it is wanted, such as on which device: it is compared by ===. */
export class Supervised<C extends Contract, W> {
  private living: Promise<Living<C, W>> | undefined
  private deaths = 0
  private timer: NodeJS.Timeout | undefined
  private closed = false
  private outdated = false

  constructor(private readonly options: SupervisedOptions<C, W>) {}

  /** The process, started if need be; one that was started in another way is ended first. Throws what keeps it from starting. */
  async client(wanted: W): Promise<{ client: Client<C>; exit: Promise<Exit> }> {
    const current = await this.living?.catch(() => undefined)
    if (current && (current.wanted !== wanted || this.outdated)) await this.end()
    this.living ??= this.begin(wanted)
    try {
      return await this.living
    } catch (thrown) {
      this.living = undefined
      throw thrown
    }
  }

  /** What it is started with may have changed: whoever wants the process next gets one that was started anew. */
  renew(): void {
    this.outdated = true
  }

  /** Ends the process in good order; whoever wants it next has it started again. */
  async rest(): Promise<void> {
    await this.end()
  }

  /** Ends the process in good order and starts no other. */
  async close(): Promise<void> {
    this.closed = true
    await this.end()
  }

  private async end(): Promise<void> {
    clearTimeout(this.timer)
    const current = await this.living?.catch(() => undefined)
    this.living = undefined
    if (!current) return
    current.started.port.close()
    await current.exit
  }

  private async begin(wanted: W): Promise<Living<C, W>> {
    clearTimeout(this.timer)
    this.outdated = false
    const started = await this.options.start(wanted)
    const born = performance.now()
    const exit = new Promise<Exit>((end) => started.onExit(end))
    const living = { wanted, started, client: connect(this.options.contract, started.port), exit }
    void exit.then((how) => this.ended(living, how, performance.now() - born))
    this.options.changed('alive')
    return living
  }

  private async ended(living: Living<C, W>, how: Exit, life: number): Promise<void> {
    const current = await this.living?.catch(() => undefined)
    // One that was ended on purpose is not the current one any more.
    if (current !== living) return this.living ? undefined : this.options.changed('idle')
    this.living = undefined
    this.deaths = life > LONG_LIFE ? 1 : this.deaths + 1
    const problem = this.options.died(how)
    if (this.closed) return
    if (this.deaths >= MOST_DEATHS) {
      // Whoever wants it next tries again.
      this.deaths = 0
      return this.options.changed('dead', problem)
    }
    this.options.changed('restarting', problem)
    this.timer = setTimeout(() => void this.client(living.wanted).catch(() => this.options.changed('dead', problem)), FIRST_PAUSE * 2 ** (this.deaths - 1))
  }
}
