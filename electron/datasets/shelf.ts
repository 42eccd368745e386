import { download } from '#electron/files/download'
import { realDownloads } from '#electron/files/download/outside'
import type { DataSet } from '#electron/images/pictures'
import { balanceOf, contentHash, dataSetFolder, diskBytes, keepDataSet, listDataSets, readDataSet, readIndex, removeDataSet, verifyDataSet, type DataIndex } from '#electron/images/store'
import { statisticsOf } from '#electron/images/statistics'
import { asProblem, problem, StudioProblem } from '#shared/base/problem'
import type { DataSetInfo } from '#shared/contract/data'
import { join } from 'node:path'
import { bring, type BringWish } from './bring'
import { readCifar10 } from './cifar10'
import { shapesId } from './open'
import { makeShapes10, shapes10Defaults } from './shapes10'
import { sources, type Source } from './sources'

/** How the files of a source become a data set, and what it shows; what cannot be read yet is not offered. */
const readers: Readonly<Record<string, { readonly about: string; readonly counts: { readonly training: number; readonly test: number }; readonly size: DataSetInfo['size']; readonly classes: number; read(files: readonly string[]): Promise<DataSet> }>> = {
  'cifar-10': { about: 'Photographs of ten kinds of things', counts: { training: 50_000, test: 10_000 }, size: { height: 32, width: 32, channels: 3 }, classes: 10, read: ([archive]) => readCifar10(archive!) },
}

/** So many data sets stay in memory; the one that was not asked for longest makes room. */
const mostOpen = 2

type Change = { readonly type: 'changed'; readonly set: DataSetInfo } | { readonly type: 'removed'; readonly id: string }
interface Job {
  readonly stop: AbortController
  readonly state: DataSetInfo['state']
  progress?: DataSetInfo['progress']
}

/** All data sets: those in the library, those that can be had, and the drawn one; what is under way with each, and who wants to know. */
export class Shelf {
  private readonly jobs = new Map<string, Job>()
  private readonly failed = new Map<string, StudioProblem>()
  private readonly opened = new Map<string, Promise<DataSet>>()
  private readonly listeners = new Set<(change: Change) => void>()
  private line: Promise<unknown> = Promise.resolve()

  constructor(private readonly library: string) {}

  listen(listener: (change: Change) => void): () => void {
    this.listeners.add(listener)
    return () => this.listeners.delete(listener)
  }

  async list(): Promise<DataSetInfo[]> {
    const kept = await listDataSets(this.library)
    const offered = sources.filter(({ id }) => readers[id] && !kept.includes(id))
    const begun = [...this.jobs.keys()].filter((id) => !kept.includes(id) && !offered.some((source) => source.id === id))
    return await Promise.all([shapesId, ...kept, ...offered.map(({ id }) => id), ...begun].map((id) => this.info(id)))
  }

  async info(id: string): Promise<DataSetInfo> {
    if (id === shapesId) return await this.shapesInfo()
    const job = this.jobs.get(id)
    const fault = this.failed.get(id)
    const source = sources.find((each) => each.id === id)
    const doing = job && { state: job.state, ...(job.progress && { progress: job.progress }) }
    try {
      const info = await this.keptInfo(id, await readIndex(this.library, id))
      return { ...info, ...doing }
    } catch (thrown) {
      if (!(thrown instanceof StudioProblem)) throw thrown
      if (thrown.code !== 'noDataSet') return { ...absent(id, id), state: 'damaged', problem: told(thrown), ...doing }
    }
    const reader = readers[id]
    const offered = source && reader ? { ...absent(id, source.name), about: reader.about, downloadBytes: bytesOf(source), counts: reader.counts, size: reader.size } : absent(id, this.names.get(id) ?? id)
    return { ...offered, ...(fault && { state: 'failed' as const, problem: told(fault) }), ...doing }
  }

  private readonly names = new Map<string, string>()

  /** Downloads a source, or goes on with it; who asks while it is under way shares it. */
  get(id: string): void {
    const source = sources.find((each) => each.id === id)
    const reader = readers[id]
    if (id === shapesId) throw problem('dataSetFixed', { name: 'Shapes-10' })
    if (!source || !reader) throw problem('noDataSet', { id })
    if (this.jobs.has(id)) return
    this.run(id, 'getting', async (job) => {
      const files: string[] = []
      let before = 0
      for (const file of source.files) {
        files.push(await download(file, {
          folder: join(this.library, 'downloads'), outside: realDownloads, signal: job.stop.signal,
          progress: ({ done, perSecond, secondsLeft }) => this.advance(id, { done: before + done, of: bytesOf(source), unit: 'bytes', perSecond, ...(secondsLeft !== undefined && { secondsLeft }) }),
        }))
        before += file.bytes
      }
      await this.inLine(async () => {
        this.change(id, 'reading')
        await keepDataSet(this.library, id, await reader.read(files), { about: reader.about, origin: id, notes: [] })
      })
    })
  }

  /** Begins to bring pictures in, one such at a time; gives the id that they get. */
  async import({ path, name, size, fit }: Pick<BringWish, 'path' | 'size' | 'fit'> & { readonly name?: string | undefined }): Promise<string> {
    const called = name ?? (path.replaceAll('\\', '/').replace(/\/+$/, '').split('/').at(-1)?.replace(/\.(zip|tar\.gz|tgz|csv|tsv)$/i, '') || 'Pictures')
    const id = await this.freeId(called)
    this.names.set(id, called)
    this.run(id, 'waiting', (job) => this.inLine(async () => {
      job.stop.signal.throwIfAborted()
      this.change(id, 'reading')
      const begun = performance.now()
      let last = 0
      await bring({
        library: this.library, id, path, name: called, size, fit, signal: job.stop.signal,
        progress: (done, of) => {
          const now = performance.now()
          if (done < of && now - last < 100) return
          last = now
          const perSecond = done / ((now - begun) / 1000)
          this.advance(id, { done, of, unit: 'pictures', perSecond, secondsLeft: (of - done) / perSecond })
        },
      })
    }))
    return id
  }

  cancel(id: string): void {
    this.jobs.get(id)?.stop.abort()
  }

  async remove(id: string): Promise<void> {
    if (id === shapesId) throw problem('dataSetFixed', { name: 'Shapes-10' })
    if (this.jobs.has(id)) throw problem('dataSetBusy', { id })
    this.opened.delete(id)
    if (this.failed.delete(id) && !(await listDataSets(this.library)).includes(id)) return this.told(id)
    if (!(await listDataSets(this.library)).includes(id)) throw problem('noDataSet', { id })
    await removeDataSet(this.library, id)
    await this.told(id)
  }

  async verify(id: string): Promise<{ sound: boolean; sentence: string }> {
    if (id === shapesId) throw problem('dataSetFixed', { name: 'Shapes-10' })
    const { name } = await readIndex(this.library, id)
    const wrong = await verifyDataSet(this.library, id)
    return wrong ? { sound: false, sentence: `${name} is damaged: its ${wrong} pictures are not those that were kept.` } : { sound: true, sentence: `${name} is whole: every byte is as it was kept.` }
  }

  /** A data set in memory. */
  open(id: string): Promise<DataSet> {
    const found = this.opened.get(id) ?? (id === shapesId ? Promise.resolve().then(() => makeShapes10(shapes10Defaults)) : readDataSet(this.library, id))
    this.opened.delete(id)
    this.opened.set(id, found)
    found.catch(() => this.opened.delete(id))
    for (const other of [...this.opened.keys()].slice(0, -mostOpen)) this.opened.delete(other)
    return found
  }

  private run(id: string, state: DataSetInfo['state'], work: (job: Job) => Promise<unknown>): void {
    const job: Job = { stop: new AbortController(), state }
    this.failed.delete(id)
    this.jobs.set(id, job)
    void this.told(id)
    work(job).then(() => undefined, (thrown: unknown) => {
      if (!job.stop.signal.aborted) this.failed.set(id, asProblem(thrown))
    }).finally(() => {
      this.jobs.delete(id)
      void this.told(id)
    })
  }

  private change(id: string, state: DataSetInfo['state']): void {
    const job = this.jobs.get(id)
    if (job) this.jobs.set(id, { stop: job.stop, state })
    void this.told(id)
  }

  private advance(id: string, progress: NonNullable<DataSetInfo['progress']>): void {
    const job = this.jobs.get(id)
    if (!job) return
    job.progress = progress
    void this.told(id)
  }

  /** One after the other: decoding takes both cores and much memory. */
  private inLine<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.line.then(work, work)
    this.line = turn.catch(() => undefined)
    return turn
  }

  private async told(id: string): Promise<void> {
    if (!this.listeners.size) return
    const gone = id !== shapesId && !this.jobs.has(id) && !this.failed.has(id) && !readers[id] && !(await listDataSets(this.library)).includes(id)
    const change: Change = gone ? { type: 'removed', id } : { type: 'changed', set: await this.info(id) }
    for (const listener of this.listeners) listener(change)
  }

  private async freeId(name: string): Promise<string> {
    const stem = name.normalize('NFKD').toLowerCase().replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 60) || 'pictures'
    const taken = new Set([shapesId, ...sources.map(({ id }) => id), ...(await listDataSets(this.library)), ...this.jobs.keys()])
    let id = stem
    for (let number = 2; taken.has(id); number++) id = `${stem}-${number}`
    return id
  }

  private async keptInfo(id: string, index: DataIndex): Promise<DataSetInfo> {
    const { name, about, classes, size, mean, deviation, training, test, warnings, notes } = index
    return {
      id, name, about, state: 'ready', downloadBytes: 0, diskBytes: await diskBytes(dataSetFolder(this.library, id)), classes, size, mean, deviation,
      counts: { training: training.count, test: test?.count ?? 0 }, balance: { training: training.balance, test: test?.balance ?? [] },
      hash: training.hash, warnings, skipped: notes.filter(({ skipped }) => skipped).length,
    }
  }

  private async shapesInfo(): Promise<DataSetInfo> {
    this.shapes ??= this.open(shapesId).then((set) => {
      const all = Uint32Array.from({ length: set.training.count }, (_, number) => number)
      const { mean, deviation } = statisticsOf(set.training, all)
      const { height, width, channels } = set.training
      return {
        id: shapesId, name: set.name, about: 'Drawn pictures of ten kinds of shapes, made here', state: 'ready', downloadBytes: 0, diskBytes: 0, classes: [...set.classes], size: { height, width, channels },
        counts: { training: set.training.count, test: set.test!.count }, balance: { training: balanceOf(set.training.labels, set.classes.length), test: balanceOf(set.test!.labels, set.classes.length) },
        mean: [...mean], deviation: [...deviation], hash: contentHash(set.training), warnings: [], skipped: 0,
      }
    })
    return await this.shapes
  }

  private shapes: Promise<DataSetInfo> | undefined
}

function absent(id: string, name: string): DataSetInfo {
  return {
    id, name, about: '', state: 'absent', downloadBytes: 0, diskBytes: 0, classes: [], counts: { training: 0, test: 0 }, balance: { training: [], test: [] },
    size: { height: 0, width: 0, channels: 0 }, mean: [], deviation: [], hash: '', warnings: [], skipped: 0,
  }
}

const bytesOf = ({ files }: Source): number => files.reduce((sum, { bytes }) => sum + bytes, 0)
const told = ({ code, sentence, hint }: StudioProblem) => ({ code, sentence, hint })
