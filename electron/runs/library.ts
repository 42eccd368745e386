import { writeAtomic } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import { asProblem, plain, problem } from '#shared/base/problem'
import type { RunState, RunSummary, UnreadableRun } from '#shared/contract/runs'
import { id as idSchema } from '#shared/contract/schemas'
import { identityOf } from '#shared/graph/identity'
import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, stat } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { readAbout, writeAbout, type About, type Order } from './about'
import { holderOf } from './lock'
import { readRun, runFile, type Run } from './record'
import { copyStart } from './start'

/** A run that waits, and up to how many epochs it is to go where that is more than its plan says. */
const turnSchema = v.object({ id: idSchema, epochs: v.exactOptional(v.number()) })
export type Turn = Readonly<v.InferOutput<typeof turnSchema>>

/** What a person may say of a run. */
export interface Description {
  readonly name?: string | undefined
  readonly tags?: string[] | undefined
  readonly note?: string | undefined
}

/** The runs of a library: folders under runs/, those that were removed under trash/, and queue.json. A run's id is its folder's name. */
export class Library {
  constructor(readonly folder: string) {}

  /** The folder of a run, whether it is there or not. */
  folderOf(id: string): string {
    return join(this.folder, 'runs', id)
  }

  /** The ids of all runs, the oldest name first. */
  async ids(): Promise<string[]> {
    const names = await readdir(join(this.folder, 'runs')).catch(() => [] as string[])
    return names.filter((name) => v.is(idSchema, name)).sort()
  }

  /** All runs that can be read, the newest first; a folder that holds no run is left where it is and not listed. */
  async summaries(): Promise<RunSummary[]> {
    const queue = await this.queue()
    const found = await Promise.all((await this.ids()).map((id) => this.summary(id, queue).catch(() => undefined)))
    return found.filter((summary) => summary !== undefined).sort((a, b) => (a.created < b.created ? 1 : -1))
  }

  /** The runs whose files are damaged or of a form that this version does not know, and what is wrong with each. */
  async unreadable(): Promise<UnreadableRun[]> {
    const found = await Promise.all((await this.ids()).map((id) => this.fault(id)))
    return found.filter((run) => run !== undefined)
  }

  /** What keeps a run from being read; undefined where nothing does, and where there is no run. */
  async fault(id: string): Promise<UnreadableRun | undefined> {
    try {
      await this.read(id)
      return undefined
    } catch (thrown) {
      const met = plain(asProblem(thrown))
      return met.code === 'noRun' ? undefined : { id, problem: met }
    }
  }

  /** One run as a list shows it. Throws noRun, and runUnreadable where its files are damaged. */
  async summary(id: string, queue?: readonly Turn[]): Promise<RunSummary> {
    const { about, run } = await this.read(id)
    return summaryOf({ id, about, run, queued: (queue ?? (await this.queue())).some((turn) => turn.id === id), held: holderOf(this.folderOf(id)) !== undefined })
  }

  /** What was asked, and what came of it so far. Throws noRun where there is neither. */
  async read(id: string): Promise<{ about?: About | undefined; run?: Run | undefined }> {
    const folder = this.folderOf(id)
    const about = await readAbout(folder)
    const run = existsSync(runFile(folder)) || !about ? await readRun(folder) : undefined
    return { about, run }
  }

  /** Makes the folder of a run that has not begun; its id is made of its name. */
  async create(order: Order, description: Description): Promise<string> {
    const name = description.name ?? (order.graph.name.trim().slice(0, 150) || 'run')
    const id = await this.take(name)
    await writeAbout(this.folderOf(id), {
      format: 'vgg-studio-about', version: 1, name, tags: description.tags ?? [], note: description.note ?? '', created: new Date().toISOString(), order,
    })
    return id
  }

  /** Changes what is said of a run, and nothing else. */
  async describe(id: string, change: Description & { readonly problem?: About['problem'] }): Promise<void> {
    const { about, run } = await this.read(id)
    const before: About = about ?? { format: 'vgg-studio-about', version: 1, name: id, tags: [], note: '', created: run!.created }
    // A problem is taken back by saying `problem: undefined`.
    await writeAbout(this.folderOf(id), { ...before, ...Object.fromEntries(Object.entries(change).filter(([key, value]) => value !== undefined || key === 'problem')) })
  }

  /** A new run of the same network, plan and data, without weights but for those that it starts from. */
  async duplicate(id: string): Promise<string> {
    const { about, run } = await this.read(id)
    const order = about?.order ?? { graph: run!.graph, plan: run!.plan, data: run!.data.source, device: 'auto' as const }
    const copy = await this.create(run ? { ...order, plan: run.plan } : order, { name: about?.name ?? id, tags: about?.tags, note: about?.note })
    await copyStart(this.folderOf(id), this.folderOf(copy))
    return copy
  }

  /** Moves a run to the trash; throws runInUse while it is being trained. */
  async remove(id: string): Promise<void> {
    const folder = this.folderOf(id)
    if (!existsSync(folder)) throw problem('noRun', { folder })
    const pid = holderOf(folder)
    if (pid !== undefined) throw problem('runInUse', { folder, pid })
    await move(folder, this.trashed(id))
  }

  /** Takes a run back from the trash. */
  async restore(id: string): Promise<void> {
    if (!existsSync(this.trashed(id))) throw problem('noRun', { folder: this.trashed(id) })
    if (existsSync(this.folderOf(id))) throw problem('runExists', { folder: this.folderOf(id) })
    await move(this.trashed(id), this.folderOf(id))
  }

  /** The runs that wait for their turn, the next one first. A file that is damaged counts as empty: the runs themselves are not in it. */
  async queue(): Promise<Turn[]> {
    const text = await readFile(join(this.folder, 'queue.json'), 'utf8').catch(() => '[]')
    const parsed = v.safeParse(v.pipe(v.string(), v.parseJson(), v.array(turnSchema)), text)
    return parsed.success ? parsed.output.filter(({ id }) => existsSync(this.folderOf(id))) : []
  }

  async writeQueue(turns: readonly Turn[]): Promise<void> {
    await writeAtomic(join(this.folder, 'queue.json'), JSON.stringify(turns))
  }

  private trashed(id: string): string {
    return join(this.folder, 'trash', id)
  }

  /** Makes the first folder `<word>-<number>` that is free, in the trash too, so that what lies there can come back. */
  private async take(name: string): Promise<string> {
    const word = name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 60) || 'run'
    await mkdir(join(this.folder, 'runs'), { recursive: true }).catch((thrown: unknown) => Promise.reject(fileProblem(thrown, this.folder)))
    for (let number = 1; ; number++) {
      const id = `${word}-${number}`
      if (existsSync(this.trashed(id))) continue
      try {
        await mkdir(this.folderOf(id))
        return id
      } catch (thrown) {
        if (!(await stat(this.folderOf(id)).catch(() => undefined))) throw fileProblem(thrown, this.folderOf(id))
      }
    }
  }
}

interface Known {
  readonly id: string
  readonly about: About | undefined
  readonly run: Run | undefined
  readonly queued: boolean
  /** Whether a living process has the run's lock. */
  readonly held: boolean
}

function summaryOf({ id, about, run, queued, held }: Known): RunSummary {
  const graph = run?.graph ?? about!.order!.graph
  const plan = run?.plan ?? about!.order!.plan
  const source = run?.data.source ?? about!.order!.data
  const problem = run?.problem ?? about?.problem
  return {
    id,
    name: about?.name ?? id,
    tags: about?.tags ?? [],
    note: about?.note ?? '',
    state: stateOf({ about, run, queued, held }),
    network: { name: graph.name, hash: identityOf(graph) },
    data: { source, name: run?.data.name ?? source, classes: run?.data.classes ?? [] },
    plan,
    ...(run?.start && { start: run.start }),
    created: about?.created ?? run!.created,
    seconds: run?.seconds ?? 0,
    epochs: { done: run?.last?.epoch ?? 0, of: plan.epochs },
    ...(run?.best && { best: run.best }),
    ...(run?.last && { last: run.last }),
    ...(problem && { problem }),
  }
}

function stateOf({ about, run, queued, held }: Omit<Known, 'id'>): RunState {
  if (queued) return 'queued'
  if (!run) return about?.problem ? 'failed' : 'stopped'
  if (held || (run.state !== 'running' && run.state !== 'paused')) return run.state
  // A pause is saved before it is told, so nothing was cut off.
  return run.state === 'paused' ? 'stopped' : 'cutOff'
}

async function move(from: string, to: string): Promise<void> {
  try {
    await mkdir(join(to, '..'), { recursive: true })
    await rename(from, to)
  } catch (thrown) {
    throw fileProblem(thrown, from)
  }
}
