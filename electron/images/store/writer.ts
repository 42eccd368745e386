import { flushFolder, writeFlushed } from '#electron/files/atomic'
import { fileProblem } from '#electron/files/fileProblem'
import type { Said } from '#shared/base/problem'
import { mkdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { ChannelSums } from '../statistics'
import { dataSetFolder, dataSetsFolder, filesFile, indexFile, partialFolder, sweep, type StoredSplit } from './places'
import { contentHash, type Stored } from './record'
import { SplitWriter } from './splitWriter'

/** A file that was left out or is unusual, and why. */
export interface FileNote {
  readonly file: string
  readonly said: Said
  readonly skipped: boolean
}

/** What a data set is told to be, once its pictures are written. */
export interface StoredWords extends Pick<Stored, 'name' | 'about' | 'origin' | 'warnings'> {
  readonly files: readonly FileNote[]
}

/**
 * Writes a data set, picture after picture, beside its place; only `finish` gives it its place, when all of it is on the disk. So whenever
 * the process ends, what bears the name of a data set is whole. The order of the pictures is the order in which they are added.
 */
export class StoreWriter {
  private readonly splits: Partial<Record<StoredSplit, SplitWriter>> = {}
  private readonly sums: ChannelSums
  private readonly folder: string

  private constructor(
    private readonly library: string,
    private readonly id: string,
    private readonly classes: readonly string[],
    private readonly size: Stored['size'],
  ) {
    this.sums = new ChannelSums(size)
    this.folder = partialFolder(library, id)
  }

  /** Begins anew, and removes what others left that were killed. */
  static async begin(library: string, id: string, classes: readonly string[], size: Stored['size']): Promise<StoreWriter> {
    const writer = new StoreWriter(library, id, classes, size)
    await sweep(library)
    await writer.guarded(async () => {
      await rm(writer.folder, { recursive: true, force: true })
      await mkdir(writer.folder, { recursive: true })
    })
    return writer
  }

  /** Adds a copy of the picture [height, width, channels] that begins at `from`; `name` is the file that it came from, if it was one. */
  async add(split: StoredSplit, bytes: Uint8Array, from: number, label: number, name = ''): Promise<void> {
    if (split === 'training') this.sums.add(bytes, from)
    await this.guarded(async () => {
      const writer = (this.splits[split] ??= await SplitWriter.begin(this.folder, split, this.classes.length, this.size))
      await writer.add(bytes, from, label, name)
    })
  }

  /** Puts the data set in its place, instead of an older one of this id. At least one training picture must have been added. */
  async finish({ files, ...words }: StoredWords): Promise<Stored> {
    return this.guarded(async () => {
      const { mean, deviation } = this.sums.statistics()
      const splits: Stored['splits'] = { training: await this.splits.training!.finish(), test: await this.splits.test?.finish() }
      const skipped = files.filter((each) => each.skipped).length
      const stored: Stored = {
        format: 'vgg-studio-data', version: 1, ...words,
        classes: [...this.classes], size: this.size, splits, mean: [...mean], deviation: [...deviation],
        hash: contentHash({ classes: [...this.classes], size: this.size, splits }),
        skipped, suspicious: files.length - skipped, made: new Date().toISOString(),
      }
      await writeFlushed(join(this.folder, filesFile), [JSON.stringify(files)])
      await writeFlushed(join(this.folder, indexFile), [JSON.stringify(stored)])
      await flushFolder(this.folder)
      await this.place()
      return stored
    })
  }

  /** Forgets all that was written. */
  async discard(): Promise<void> {
    await Promise.all(Object.values(this.splits).map((split) => split.close().catch(() => undefined)))
    await rm(this.folder, { recursive: true, force: true }).catch(() => undefined)
  }

  /** An older data set is moved aside under a name that is swept, so that between the two there is none rather than a mixture. */
  private async place(): Promise<void> {
    const folder = dataSetFolder(this.library, this.id)
    const aside = partialFolder(this.library, `${this.id}.old`)
    await rm(aside, { recursive: true, force: true })
    await rename(folder, aside).catch(unlessAbsent)
    await rename(this.folder, folder)
    await flushFolder(dataSetsFolder(this.library))
    await rm(aside, { recursive: true, force: true })
  }

  private async guarded<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (thrown) {
      throw fileProblem(thrown, this.folder)
    }
  }
}

function unlessAbsent(thrown: unknown): void {
  if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT')) throw thrown
}
