import { bindingSources, bindingToCopy } from '#electron/engine/setup/binding'
import { findGraphics } from '#electron/engine/setup/graphics'
import { downloadsFolder, enginesFolder, findEngine, inspectEngine, installedFolder } from '#electron/engine/setup/locate'
import type { Outside } from '#electron/engine/setup/outside'
import type { EngineKind, Pin, Wheel } from '#electron/engine/setup/pins'
import { removeDownloads, removeEngine } from '#electron/engine/setup/remove'
import { pinFor } from '#electron/engine/setup/supported'
import { removeAbandoned } from '#electron/engine/setup/turn'
import { isKept } from '#electron/engine/setup/wheel'
import { asProblem, plain, problem, StudioProblem, type ProblemData } from '#shared/base/problem'
import type { EngineInfo, SetUpStage } from '#shared/contract/engine'
import type { Install, Installing } from './installer'
import { Listeners } from './listeners'

export interface EnginesOptions {
  readonly outside: Outside
  /** The folder of the engine that comes with the app, if it has one. */
  readonly bundled?: string | undefined
  readonly install: Install
  /** What can be had, if not what this program offers to all. */
  readonly pins?: readonly Pin[]
  /** Whether a network is being trained. */
  inUse(): boolean
  /** Told when another engine may be the right one than before. */
  changed(): void
}

interface UnderWay {
  readonly kind: EngineKind
  readonly installing: Installing
  stage?: SetUpStage
  /** Whether the person gave it up: its end is no problem then. */
  stopped?: true
}

/** The engines of this computer: which are here or can be had, one set-up at a time, and taking them away. */
export class Engines {
  readonly changes = new Listeners<EngineInfo[]>()
  private underWay: UnderWay | undefined
  private readonly problems = new Map<EngineKind, ProblemData>()
  /** What is told of the engines, but for how far a set-up is; looked up when something changed. */
  private known: Promise<EngineInfo[]> | undefined

  constructor(private readonly options: EnginesOptions) {}

  /** Both kinds, looked at anew. What a killed set-up left is swept by the way. */
  async look(): Promise<EngineInfo[]> {
    const { outside } = this.options
    await removeAbandoned(enginesFolder(outside), outside)
    this.known = Promise.all((['cpu', 'gpu'] as const).map((kind) => this.info(kind)))
    return await this.now()
  }

  /** Begins a set-up. Throws engineSetUpBusy while another is under way, and why it cannot be had. */
  async get(kind: EngineKind): Promise<void> {
    const { why, state } = await this.info(kind)
    if (this.underWay) throw problem('engineSetUpBusy')
    if (why && state === 'impossible') throw new StudioProblem(why)
    this.problems.delete(kind)
    const installing = this.options.install(kind, (stage) => {
      if (this.underWay) this.underWay.stage = stage
      void this.tell()
    })
    const mine: UnderWay = { kind, installing }
    this.underWay = mine
    void installing.done.then(() => this.options.changed(), (thrown: unknown) => {
      if (!mine.stopped) this.problems.set(kind, plain(asProblem(thrown)))
    }).then(async () => {
      this.underWay = undefined
      this.changes.tell(await this.look())
    })
    this.changes.tell(await this.look())
  }

  /** Gives up the set-up that is under way, if there is one. */
  async cancel(): Promise<void> {
    if (!this.underWay) return
    this.underWay.stopped = true
    await this.underWay.installing.stop()
  }

  /** Takes an engine away that the person has set up, or what was downloaded for one. Throws engineInUse, and engineSetUpBusy where that is needed just now. */
  async remove(kind: EngineKind): Promise<void> {
    if (this.options.inUse()) throw problem('engineInUse')
    if (this.underWay?.kind === kind) throw problem('engineSetUpBusy')
    await removeEngine(kind, this.options.outside)
    await removeDownloads(this.wheels(kind), this.options.outside)
    this.options.changed()
    this.changes.tell(await this.look())
  }

  private async tell(): Promise<void> {
    this.changes.tell(await this.now())
  }

  private async now(): Promise<EngineInfo[]> {
    const known = (await this.known) ?? []
    return known.map((one) => (one.kind === this.underWay?.kind ? { ...one, state: 'getting' as const, ...(this.underWay.stage && { stage: this.underWay.stage }) } : one))
  }

  /** What is downloaded for an engine of this kind; nothing where there is none for this computer. */
  private wheels(kind: EngineKind): readonly Wheel[] {
    try {
      return pinFor(kind, this.options.outside, this.options.pins).wheels
    } catch {
      return []
    }
  }

  private async info(kind: EngineKind): Promise<EngineInfo> {
    const { outside, bundled, pins } = this.options
    const own = inspectEngine(installedFolder(enginesFolder(outside), kind), outside)
    const met = this.problems.get(kind)
    const info = {
      kind, removable: !('fault' in own), downloadBytes: 0, spaceBytes: 0, ...(met && { problem: met }),
      diskBytes: 'fault' in own ? 0 : sum(Object.values(own.files)),
    }
    try {
      const found = findEngine({ person: outside, kind, bundled })
      if (kind === 'gpu') await needGraphics(outside)
      if (found) return { ...info, state: 'ready' }
      const pin = pinFor(kind, outside, pins)
      needBinding(outside, bundled)
      const kept = sum(pin.wheels.filter((wheel) => isKept(wheel, downloadsFolder(enginesFolder(outside)))).map(({ bytes }) => bytes))
      return { ...info, state: 'absent', removable: kept > 0, diskBytes: kept, downloadBytes: sum(pin.wheels.map(({ bytes }) => bytes)), spaceBytes: pin.space }
    } catch (thrown) {
      return { ...info, state: 'impossible', why: plain(asProblem(thrown)) }
    }
  }
}

const sum = (bytes: readonly number[]) => bytes.reduce((total, one) => total + one, 0)

/** Throws platformUnsupported where no such engine exists, and gpuMissing where it would have no card to use. */
async function needGraphics(outside: Outside): Promise<void> {
  const graphics = await findGraphics(outside)
  if ('reason' in graphics) throw problem('gpuMissing', { reason: graphics.reason })
}

/** Throws engineSourcesMissing where what connects an engine to Node can neither be copied nor built: the packed app comes without its sources, but with an engine. */
function needBinding(outside: Outside, bundled: string | undefined): void {
  if (bindingToCopy(outside, bundled) !== undefined) return
  try {
    bindingSources(outside)
  } catch {
    throw problem('engineSourcesMissing')
  }
}
