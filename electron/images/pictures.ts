import type { Said } from '#shared/base/problem'
/** The class of each picture, an index into the names of the data set; 16 bits when there are more than 256 classes. */
export type Labels = Uint8Array | Uint16Array

/**
 * Pictures of one size, decoded, with their labels, in memory or on disk. Who wants the bytes [height, width, channels] of one asks `find`
 * and reads them in `room`: there is no other way, so that nobody takes a room for one picture for the room of all.
 */
export interface Pictures {
  readonly count: number
  readonly height: number
  readonly width: number
  readonly channels: number
  readonly labels: Labels
  /** Where pictures lie when `find` has found them. */
  readonly room: Uint8Array
  /** Finds the picture of this number, and answers where in `room` it begins. It lies there until the next call, and is not to be changed. */
  find(number: number): number
}

/** Pictures that all lie in memory: `bytes` is [count, height, width, channels]. */
export class PicturesInMemory implements Pictures {
  constructor(
    readonly count: number,
    readonly height: number,
    readonly width: number,
    readonly channels: number,
    readonly bytes: Uint8Array,
    readonly labels: Labels,
  ) {}

  get room(): Uint8Array {
    return this.bytes
  }

  find(number: number): number {
    return number * bytesOfOne(this)
  }
}

/** A data set. `test` is absent when the source has no test pictures. */
export interface DataSet<P extends Pictures = Pictures> {
  readonly name: string
  readonly classes: readonly string[]
  readonly training: P
  readonly test?: P
  /** What is unusual but not fatal, a sentence each: a missing file, fewer records than the official number. */
  readonly warnings: readonly Said[]
}

/** Pictures out of their bytes [count, height, width, channels] and labels, which are not copied. */
export function inMemory({ count, height, width, channels, bytes, labels }: Omit<PicturesInMemory, 'room' | 'find'>): PicturesInMemory {
  return new PicturesInMemory(count, height, width, channels, bytes, labels)
}

/** The bytes of one picture of this size. */
export function bytesOfOne({ height, width, channels }: Pick<Pictures, 'height' | 'width' | 'channels'>): number {
  return height * width * channels
}

/** Room for the labels of so many pictures. */
export function labelsFor(count: number, classes: number): Labels {
  return classes > 256 ? new Uint16Array(count) : new Uint8Array(count)
}

/** Copies of these pictures, [count, height, width, channels]. */
export function copiesOf(pictures: Pictures, numbers: readonly number[]): Uint8Array {
  const length = bytesOfOne(pictures)
  const bytes = new Uint8Array(numbers.length * length)
  for (const [i, number] of numbers.entries()) {
    const from = pictures.find(number)
    bytes.set(pictures.room.subarray(from, from + length), i * length)
  }
  return bytes
}
