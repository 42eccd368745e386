import { writeAtomic } from '#electron/files/atomic'
import { readdir, readFile, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'

/** So many desks are kept; older ones are of windows that were closed long ago. */
const MOST = 50

/** The desks of the windows, as each wrote its own: desks/<window>.json in the library. Several programs may share it, as no two windows share a file. */
export class Desks {
  /** One write after the other: a later desk is never overtaken by an earlier one of the same window. */
  private turn: Promise<void> = Promise.resolve()

  constructor(private readonly library: string) {}

  /** What lay on a window's desk. A window that has none yet begins with a copy of that of `like`, else of the one that was used last; null where there is none. */
  async read(window: string, like?: string): Promise<{ readonly desk: unknown; readonly copied: boolean }> {
    await this.turn
    for (const name of [window, ...(like === undefined ? [] : [like]), ...(await this.newestFirst())]) {
      const desk = await this.find(name)
      if (desk !== null) return { desk, copied: name !== window }
    }
    return { desk: null, copied: false }
  }

  /** What lies on every desk, the newest first; null for one that cannot be read. */
  async all(): Promise<unknown[]> {
    await this.turn
    return await Promise.all((await this.newestFirst()).map((name) => this.find(name)))
  }

  /** Keeps what lies on a window's desk. */
  async write(window: string, desk: unknown): Promise<void> {
    const write = async () => {
      await writeAtomic(this.fileOf(window), JSON.stringify(desk ?? null))
      for (const old of (await this.newestFirst()).slice(MOST)) await rm(this.fileOf(old), { force: true })
    }
    const written = this.turn.then(write)
    this.turn = written.catch(() => undefined)
    await written
  }

  private async find(window: string): Promise<unknown> {
    return await readFile(this.fileOf(window), 'utf8').then((text) => JSON.parse(text) as unknown).catch(() => null)
  }

  private async newestFirst(): Promise<string[]> {
    const names = (await readdir(this.folder).catch(() => [])).filter((name) => /^[^.].*\.json$/.test(name))
    const dated = await Promise.all(names.map(async (name) => ({ name: name.slice(0, -'.json'.length), at: await stat(join(this.folder, name)).then(({ mtimeMs }) => mtimeMs, () => 0) })))
    return dated.sort((one, other) => other.at - one.at).map(({ name }) => name)
  }

  private get folder(): string {
    return join(this.library, 'desks')
  }

  private fileOf(window: string): string {
    return join(this.folder, `${window}.json`)
  }
}
