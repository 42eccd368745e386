import { writeAtomic } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import { writeLog } from '#electron/files/log'
import { problem, StudioProblem } from '#shared/base/problem'
import { recentNetwork, type RecentNetwork } from '#shared/contract/app'
import type { Graph } from '#shared/graph/document'
import { holdsAnother } from '#shared/graph/holds'
import { parseGraph, showGraph } from '#shared/graph/parse'
import { randomBytes } from 'node:crypto'
import { readFile, rm } from 'node:fs/promises'
import { basename, join } from 'node:path'
import * as v from 'valibot'
import { Listeners } from './listeners'

/** So many are remembered. */
const MOST = 12

/** Files of networks: opened, saved, and remembered in the library, in recent.json. Of those that have no path here copies lie in recent/. */
export class Networks {
  readonly changes = new Listeners<readonly RecentNetwork[]>()
  /** One change of a file, or of the list, after the other: several windows share them. */
  private turn: Promise<void> = Promise.resolve()

  constructor(private readonly library: string) {}

  /** The network of a file. Throws what keeps it from being read, and the problems of a text that is no network. */
  async open(path: string): Promise<Graph> {
    const graph = await read(path)
    await this.remember(path)
    return graph
  }

  /** Writes a network into a file, whole or not at all. Throws networkChanged where the file holds another one by now than is `known`: nobody's changes are written over unseen. */
  async save(path: string, graph: Graph, known?: Graph): Promise<void> {
    await this.inTurn(async () => {
      const there = await textOf(path)
      if (known && there !== undefined && holdsAnother(there, [known, graph])) throw problem('networkChanged', { file: path })
      await writeAtomic(path, showGraph(graph))
    })
    await this.remember(path)
  }

  /** Remembers a network whose file lies where only a browser knows. */
  async keep(name: string, graph: Graph): Promise<void> {
    await this.change(async (all) => {
      const kept = known(all, (one) => one.path === undefined && one.name === name, { name })
      await writeAtomic(this.copyOf(kept), showGraph(graph))
      return [kept, ...all]
    })
  }

  /** A remembered network; one whose file is gone is remembered no more. Throws as `open` does. */
  async openRecent(id: string): Promise<Graph> {
    const found = (await this.recent()).find((one) => one.id === id)
    if (!found) throw problem('recentGone')
    try {
      if (found.path !== undefined) return await this.open(found.path)
      const graph = await read(this.copyOf(found))
      await this.change((all) => [found, ...all])
      return graph
    } catch (thrown) {
      if (thrown instanceof StudioProblem && thrown.code === 'fileMissing') await this.change((all) => all.filter((one) => one.id !== id))
      throw thrown
    }
  }

  /** Those that are remembered, the newest first; none where the list cannot be read. */
  async recent(): Promise<readonly RecentNetwork[]> {
    try {
      return v.parse(v.array(recentNetwork), JSON.parse(await readFile(this.file, 'utf8')))
    } catch {
      return []
    }
  }

  /** Puts a file first. What was read or written well is not called bad because the list could not be. */
  private async remember(path: string): Promise<void> {
    await this.change((all) => [known(all, (one) => one.path === path, { name: basename(path), path }), ...all]).catch((thrown: unknown) => writeLog('recent networks', thrown))
  }

  private get file(): string {
    return join(this.library, 'recent.json')
  }

  private copyOf({ id }: Pick<RecentNetwork, 'id'>): string {
    return join(this.library, 'recent', `${id}.json`)
  }

  /** Changes the list: what stands twice in it stays where it stands first, and what is too old goes with its copy. */
  private change(next: (all: readonly RecentNetwork[]) => readonly RecentNetwork[] | Promise<readonly RecentNetwork[]>): Promise<void> {
    return this.inTurn(async () => {
      const before = await this.recent()
      const all = (await next(before)).filter((one, i, list) => list.findIndex(({ id }) => id === one.id) === i).slice(0, MOST)
      await writeAtomic(this.file, JSON.stringify(all))
      for (const gone of before.filter(({ id }) => !all.some((one) => one.id === id))) await rm(this.copyOf(gone), { force: true })
      this.changes.tell(all)
    })
  }

  private inTurn(work: () => Promise<void>): Promise<void> {
    this.turn = this.turn.then(work, work)
    return this.turn
  }
}

/** The one that is there already, else a new one. */
function known(all: readonly RecentNetwork[], is: (one: RecentNetwork) => boolean, made: Omit<RecentNetwork, 'id'>): RecentNetwork {
  return all.find(is) ?? { id: randomBytes(6).toString('hex'), ...made }
}

async function read(path: string): Promise<Graph> {
  return parseGraph(await readFile(path, 'utf8').catch((thrown: unknown) => Promise.reject(fileProblem(thrown, path))))
}

/** What is in a file; nothing where there is none. */
async function textOf(path: string): Promise<string | undefined> {
  return await readFile(path, 'utf8').catch((thrown: NodeJS.ErrnoException) => {
    if (thrown.code === 'ENOENT') return undefined
    throw fileProblem(thrown, path)
  })
}
