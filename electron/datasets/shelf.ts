import { bytesGot, download, forgetDownload } from '#electron/files/download'
import { realDownloads, type DownloadOutside } from '#electron/files/download/outside'
import type { Progress } from '#electron/files/progress'
import { keepDataSet } from '#electron/images/store/keep'
import { freeId, namesIn } from '#electron/images/store/places'
import { readStored, splitsOf, type Stored } from '#electron/images/store/record'
import { diskUse, listStored, removeStored, verifyStored } from '#electron/images/store/shelf'
import { phrase } from '#shared/base/phrase'
import { asProblem, plain, problem, StudioProblem } from '#shared/base/problem'
import type { DataSetInfo } from '#shared/contract/data'
import { join } from 'node:path'
import { givenAt, type GivenFile } from './import/given'
import { importPictures, type ImportWish } from './import/importPictures'
import { known, knownAt } from './known'
import { shapesId } from './open'
import { makeShapes10, shapes10Defaults } from './shapes10'
import { sources, type Source } from './sources'

const shapes = { from: 'made here', about: phrase('aboutShapes') }

export type Change = { readonly type: 'changed'; readonly set: DataSetInfo } | { readonly type: 'removed'; readonly id: string }

interface Job {
  readonly stop: AbortController
  readonly name: string
  /** Those who asked for a download and have not taken it back. */
  readonly askers: Set<string>
  state: DataSetInfo['state']
  progress?: DataSetInfo['progress']
  /** Done when the job has ended, however it did. */
  over: Promise<void>
}

/** Where data sets are to be had, and by what means. */
export interface World {
  readonly sources: readonly Source[]
  readonly downloads: DownloadOutside
}

/** All data sets: those in the library, those that can be had, and the drawn one; what is under way with each, and who wants to know. */
export class Shelf {
  private readonly jobs = new Map<string, Job>()
  private readonly failed = new Map<string, { readonly name: string; readonly problem: StudioProblem }>()
  private readonly listeners = new Map<(change: Change) => void, string | undefined>()
  private line: Promise<unknown> = Promise.resolve()
  private telling: Promise<void> = Promise.resolve()

  constructor(private readonly library: string, private readonly world: World = { sources, downloads: realDownloads }) {}

  /** `asker`: who listens, when they may ask for something as well. Gives back how to stop listening. */
  listen(listener: (change: Change) => void, asker?: string): () => void {
    this.listeners.set(listener, asker)
    return () => this.listeners.delete(listener)
  }

  /** Every data set; the drawn one is made when it is missing. */
  async list(): Promise<DataSetInfo[]> {
    const kept = (await listStored(this.library)).map(({ id }) => id)
    if (!kept.includes(shapesId) && !this.jobs.has(shapesId))
      this.run(shapesId, { name: 'Shapes-10', state: 'reading', askers: new Set() }, () => this.inLine(() => keepDataSet(this.library, shapesId, makeShapes10(shapes10Defaults), shapes, this.reading(shapesId))))
    const ids = new Set([shapesId, ...kept, ...this.world.sources.map(({ id }) => id), ...this.jobs.keys(), ...this.failed.keys()])
    return await Promise.all([...ids].map((id) => this.info(id)))
  }

  async info(id: string): Promise<DataSetInfo> {
    const job = this.jobs.get(id)
    const fault = this.failed.get(id)
    const doing = job && { state: job.state, ...(job.progress && { progress: job.progress }) }
    const diskBytes = (await diskUse(this.library, id)) + (await this.bytesGot(id))
    try {
      return { ...infoOf(id, await readStored(this.library, id), diskBytes), ...doing }
    } catch (thrown) {
      if (!(thrown instanceof StudioProblem)) throw thrown
      if (thrown.code !== 'dataSetAbsent') return { ...absent(id, id), diskBytes, state: 'damaged', problem: plain(thrown), ...doing }
    }
    const source = this.world.sources.find((each) => each.id === id)
    const reader = known[id]
    const offered = source && reader ? { ...absent(id, source.name), about: reader.about, downloadBytes: bytesOf(source), counts: reader.counts, size: reader.size } : absent(id, job?.name ?? fault?.name ?? id)
    return { ...offered, diskBytes, ...(fault && { state: 'failed' as const, problem: plain(fault.problem) }), ...doing }
  }

  /** Downloads a source, or goes on with it; who asks while it is under way shares it. */
  get(id: string, asker?: string): void {
    const source = this.world.sources.find((each) => each.id === id)
    const reader = known[id]
    if (!source || !reader) throw id === shapesId ? problem('dataSetFixed', { name: 'Shapes-10' }) : problem('dataSetAbsent', { id })
    const underWay = this.jobs.get(id)
    // One that was told to stop may take a moment to do so.
    if (underWay?.stop.signal.aborted) return void underWay.over.then(() => this.get(id, asker))
    if (underWay && asker !== undefined) underWay.askers.add(asker)
    if (underWay) return
    this.run(id, { name: source.name, state: 'getting', askers: new Set(asker === undefined ? [] : [asker]) }, async (job) => {
      const files: string[] = []
      let before = 0
      let after = bytesOf(source)
      for (const file of source.files) {
        after -= file.bytes
        let length = file.bytes
        files.push(await download(file, {
          folder: this.downloads, outside: this.world.downloads, signal: job.stop.signal,
          progress: ({ done, of, perSecond, secondsLeft }) => {
            length = of
            this.advance(id, { done: before + done, of: before + of + after, unit: 'bytes', perSecond, ...(secondsLeft !== undefined && { secondsLeft }) })
          },
        }))
        before += length
      }
      await this.inLine(async () => {
        this.becomes(id, 'reading')
        await keepDataSet(this.library, id, await reader.read(files[0]!), { from: id, about: reader.about }, this.reading(id))
      })
    })
  }

  /** Begins to bring pictures in, one such at a time; gives the id that they get. The files of a known data set are known as what they are. */
  async import(wish: Omit<ImportWish, 'origin'>): Promise<string> {
    const given = await givenAt(this.library, wish.path)
    try {
      return await this.bringIn({ ...wish, path: given.path, origin: given.origin }, given)
    } catch (thrown) {
      await given.over()
      throw thrown
    }
  }

  private async bringIn(wish: ImportWish & { readonly origin: string }, given: GivenFile): Promise<string> {
    const found = await given.use(() => knownAt(wish.path))
    const name = wish.name ?? found?.name ?? wish.path.split(/[\\/]/).filter(Boolean).at(-1)?.replace(/\.(zip|tar|tar\.gz|tgz|csv|tsv)$/i, '') ?? 'Pictures'
    const wanted = (wish.name === undefined && found?.id) || (await freeId(this.library, name))
    let id = wanted
    for (let number = 2; this.jobs.has(id); number++) id = `${wanted}-${number}`
    this.run(id, { name, state: 'waiting', askers: new Set() }, () => this.inLine(async () => {
      this.becomes(id, 'reading')
      await given.use<unknown>(async () => {
        if (found) return keepDataSet(this.library, id, { ...(await found.read(wish.path)), name }, { from: wish.origin, about: found.about }, this.reading(id))
        return importPictures(this.library, id, { ...wish, name }, this.reading(id))
      })
    }).finally(() => given.over()))
    return id
  }

  /**
   * Stops what is under way, unless somebody else asked for it as well and is still there: then it goes on for them, and the answer is true. What
   * came of a download is kept.
   */
  cancel(id: string, asker?: string): boolean {
    const job = this.jobs.get(id)
    if (asker !== undefined) job?.askers.delete(asker)
    const present = [...this.listeners.values()]
    if (job && asker !== undefined && [...job.askers].some((other) => present.includes(other))) return true
    job?.stop.abort()
    return false
  }

  async remove(id: string): Promise<void> {
    if (id === shapesId) throw problem('dataSetFixed', { name: 'Shapes-10' })
    if (this.jobs.has(id)) throw problem('dataSetBusy', { id })
    const hadFailed = this.failed.delete(id)
    const files = this.world.sources.find((each) => each.id === id)?.files ?? []
    const got = await this.bytesGot(id)
    for (const file of files) await forgetDownload(file, this.downloads)
    if ((await namesIn(this.library)).includes(id)) await removeStored(this.library, id)
    else if (!hadFailed && got === 0) throw problem('dataSetAbsent', { id })
    await this.tell(id)
  }

  verify(id: string): ReturnType<typeof verifyStored> {
    return verifyStored(this.library, id)
  }

  private get downloads(): string {
    return join(this.library, 'downloads')
  }

  /** Bytes on the disk of what was downloaded for a data set. */
  private async bytesGot(id: string): Promise<number> {
    const files = this.world.sources.find((each) => each.id === id)?.files ?? []
    const bytes = await Promise.all(files.map((file) => bytesGot(file, this.downloads)))
    return bytes.reduce((sum, each) => sum + each, 0)
  }

  private run(id: string, job: Omit<Job, 'stop' | 'over'>, work: (job: Job) => Promise<unknown>): void {
    const running: Job = { ...job, stop: new AbortController(), over: Promise.resolve() }
    this.failed.delete(id)
    this.jobs.set(id, running)
    void this.tell(id)
    running.over = this.seeThrough(id, running, work)
  }

  private async seeThrough(id: string, job: Job, work: (job: Job) => Promise<unknown>): Promise<void> {
    try {
      await work(job)
    } catch (thrown) {
      if (!job.stop.signal.aborted) this.failed.set(id, { name: job.name, problem: asProblem(thrown) })
    }
    this.jobs.delete(id)
    void this.tell(id)
  }

  private becomes(id: string, state: DataSetInfo['state']): void {
    const job = this.jobs.get(id)
    job?.stop.signal.throwIfAborted()
    if (!job) return
    job.state = state
    delete job.progress
    void this.tell(id)
  }

  private reading(id: string): { signal: AbortSignal; progress(progress: Progress): void } {
    return {
      signal: this.jobs.get(id)!.stop.signal,
      progress: ({ done, of, perSecond }) => this.advance(id, { done, of, unit: 'pictures', perSecond, ...(perSecond > 0 && { secondsLeft: (of - done) / perSecond }) }),
    }
  }

  private advance(id: string, progress: NonNullable<DataSetInfo['progress']>): void {
    const job = this.jobs.get(id)
    if (!job) return
    job.progress = progress
    void this.tell(id)
  }

  /** One after the other: decoding takes both cores and much memory. */
  private inLine<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.line.then(work, work)
    this.line = turn.catch(() => undefined)
    return turn
  }

  /** One after the other, so that what is told last is how it stands. */
  private tell(id: string): Promise<void> {
    const next = this.telling.then(() => this.tellNow(id))
    this.telling = next.catch(() => undefined)
    return next
  }

  private async tellNow(id: string): Promise<void> {
    if (!this.listeners.size) return
    const there = id === shapesId || this.jobs.has(id) || this.failed.has(id) || known[id] !== undefined || (await namesIn(this.library)).includes(id)
    const change: Change = there ? { type: 'changed', set: await this.info(id) } : { type: 'removed', id }
    for (const listener of this.listeners.keys()) listener(change)
  }
}

function infoOf(id: string, stored: Stored, diskBytes: number): DataSetInfo {
  const { name, about, classes, size, mean, deviation, hash, warnings, skipped, splits } = stored
  return {
    id, name, about, state: 'ready', downloadBytes: 0, diskBytes, classes, size, mean, deviation, hash, warnings, skipped,
    counts: { training: splits.training.count, test: splits.test?.count ?? 0 },
    balance: { training: splits.training.balance, test: splitsOf(stored).includes('test') ? splits.test!.balance : [] },
  }
}

function absent(id: string, name: string): DataSetInfo {
  return {
    id, name, about: '', state: 'absent', downloadBytes: 0, diskBytes: 0, classes: [], counts: { training: 0, test: 0 }, balance: { training: [], test: [] },
    size: { height: 0, width: 0, channels: 0 }, mean: [], deviation: [], hash: '', warnings: [], skipped: 0,
  }
}

const bytesOf = ({ files }: Source): number => files.reduce((sum, { bytes }) => sum + bytes, 0)
