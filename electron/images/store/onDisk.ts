import { fileProblem } from '#electron/files/fileProblem'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { closeSync, openSync, readSync } from 'node:fs'
import { bytesOfOne, type Labels, type Pictures } from '../pictures'

/**
 * Pictures that stay on disk: one at a time is read when it is asked for, into the same room, so that a set of any size takes the memory of
 * one picture. What is read often the system keeps in its own memory as long as there is some.
 */
export class PicturesOnDisk implements Pictures {
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly room: Uint8Array
  private readonly file: number
  private held = -1

  constructor(readonly id: string, readonly path: string, readonly count: number, size: Pick<Pictures, 'height' | 'width' | 'channels'>, readonly labels: Labels) {
    this.height = size.height
    this.width = size.width
    this.channels = size.channels
    this.room = new Uint8Array(bytesOfOne(size))
    try {
      this.file = openSync(path, 'r')
    } catch (thrown) {
      throw fileProblem(thrown, path)
    }
  }

  /** Throws dataSetDamaged when the file ends too early. */
  find(number: number): number {
    if (number === this.held) return 0
    if (!(number >= 0 && number < this.count)) throw new RangeError(`There is no picture ${number} among ${this.count}`)
    this.held = -1
    const { room } = this
    for (let filled = 0; filled < room.length; ) {
      const read = this.read(filled, number * room.length + filled)
      if (read === 0) throw problem('dataSetDamaged', { id: this.id, file: this.path, how: phrase('hasBecomeShorter') })
      filled += read
    }
    this.held = number
    return 0
  }

  close(): void {
    closeSync(this.file)
  }

  private read(at: number, position: number): number {
    try {
      return readSync(this.file, this.room, at, this.room.length - at, position)
    } catch (thrown) {
      throw fileProblem(thrown, this.path)
    }
  }
}
