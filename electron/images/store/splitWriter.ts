import { createHash } from 'node:crypto'
import { open, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { writeFlushed } from '#electron/files/atomic'
import { bytesOfOne, labelsFor, type Pictures } from '../pictures'
import { fileOf, type StoredSplit } from './places'
import type { Stored } from './record'

const bufferBytes = 2 ** 20

/** Writes the pictures of one split, one after the other, and hashes and counts them on the way. */
export class SplitWriter {
  private readonly hash = createHash('sha256')
  private readonly buffer: Uint8Array
  private readonly labels: number[] = []
  private readonly names: string[] = []
  private filled = 0

  private constructor(
    private readonly folder: string,
    private readonly split: StoredSplit,
    private readonly classes: number,
    private readonly pictureBytes: number,
    private readonly file: FileHandle,
  ) {
    this.buffer = new Uint8Array(Math.max(Math.floor(bufferBytes / pictureBytes), 1) * pictureBytes)
  }

  static async begin(folder: string, split: StoredSplit, classes: number, size: Pick<Pictures, 'height' | 'width' | 'channels'>): Promise<SplitWriter> {
    return new SplitWriter(folder, split, classes, bytesOfOne(size), await open(join(folder, fileOf[split].pictures), 'w'))
  }

  /** Takes a copy of the picture that begins at `from`. `name` is the file that it came from, empty when it was none. */
  async add(bytes: Uint8Array, from: number, label: number, name: string): Promise<void> {
    if (!(label >= 0 && label < this.classes)) throw new RangeError(`There is no class ${label} among ${this.classes}`)
    this.buffer.set(bytes.subarray(from, from + this.pictureBytes), this.filled)
    this.filled += this.pictureBytes
    this.labels.push(label)
    this.names.push(name)
    if (this.filled === this.buffer.length) await this.flush()
  }

  /** Waits until all is on the disk. */
  async finish(): Promise<Stored['splits']['training']> {
    await this.flush()
    await this.file.sync()
    await this.file.close()
    const labels = labelsFor(this.labels.length, this.classes)
    labels.set(this.labels)
    const raw = new Uint8Array(labels.buffer, labels.byteOffset, labels.byteLength)
    await writeFlushed(join(this.folder, fileOf[this.split].labels), [raw])
    if (this.names.some((name) => name !== '')) await writeFlushed(join(this.folder, fileOf[this.split].names), [JSON.stringify(this.names)])
    const balance = new Array<number>(this.classes).fill(0)
    for (const label of this.labels) balance[label]!++
    return { count: this.labels.length, balance, hash: this.hash.update(raw).digest('hex') }
  }

  async close(): Promise<void> {
    await this.file.close()
  }

  private async flush(): Promise<void> {
    const part = this.buffer.subarray(0, this.filled)
    this.hash.update(part)
    await this.file.writeFile(part)
    this.filled = 0
  }
}
