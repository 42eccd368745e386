import { crop, cropShift, type Shift } from '#shared/augment/crop'
import { flip, flips } from '#shared/augment/flip'
import { random, shuffled } from '#shared/base/random'
import { bytesOfOne, type Pictures } from './pictures'

/**
 * Pictures as they are fed to a program: `images` [count, height, width, channels] and `labels` [count].
 * Both lie in buffers of the batcher that made them: they hold until it makes its next batch. Who needs them longer copies them.
 */
export interface PictureBatch {
  readonly count: number
  readonly images: Uint8Array
  readonly labels: Int32Array
}

/** The batches of every epoch; one depends on the seed, the epoch and its number alone. */
export interface Batches {
  /** Batches in an epoch. */
  count(): number
  make(epoch: number, index: number): PictureBatch
}

export interface BatchSettings {
  /** Pictures in a batch. */
  readonly batch: number
  readonly seed: number
  /** As in the plan: mirror by chance, and cut by chance out of so many pixels of padding. */
  readonly augmentation: { readonly flip: boolean; readonly crop: number }
}

/**
 * Batches for training, in an order that is new in every epoch. The last batch is smaller when the pictures do not come out even; a single
 * picture that is left over joins the batch before, because batch normalisation cannot learn from one.
 */
export function batchesOf(pictures: Pictures, indices: Uint32Array, { batch, seed, augmentation }: BatchSettings): Batches {
  const leftOver = batch > 1 && indices.length > batch && indices.length % batch === 1 ? 1 : 0
  const count = Math.ceil(indices.length / batch) - leftOver
  const buffer = new BatchBuffer(pictures, Math.min(batch + leftOver, indices.length))
  let current = { epoch: -1, order: indices }
  const orderOf = (epoch: number): Uint32Array => {
    if (current.epoch !== epoch) current = { epoch, order: shuffled(indices.length, random(seed, epoch, orderStream)).map((i) => indices[i]!) }
    return current.order
  }
  return {
    count: () => count,
    make(epoch, index) {
      if (!(index >= 0 && index < count)) throw new RangeError(`There is no batch ${index} among ${count}`)
      const numbers = orderOf(epoch).subarray(index * batch, index === count - 1 ? indices.length : (index + 1) * batch)
      return buffer.fill(numbers, (number, from, to, at) => {
        const shift = augmentation.crop > 0 ? cropShift(augmentation.crop, seed, epoch, number) : unmoved
        crop(pictures.room, from, to, at, pictures, shift)
        if (augmentation.flip && flips(seed, epoch, number)) flip(to, at, pictures)
      })
    },
  }
}

/** Batches for evaluation: these pictures in this order, as they are; the last batch is smaller when they do not come out even. */
export function* inOrder(pictures: Pictures, indices: Uint32Array, batch: number): Generator<PictureBatch, void, undefined> {
  const buffer = new BatchBuffer(pictures, Math.min(batch, indices.length))
  for (let begin = 0; begin < indices.length; begin += batch) {
    yield buffer.fill(indices.subarray(begin, begin + batch), (_number, from, to, at) => crop(pictures.room, from, to, at, pictures, unmoved))
  }
}

/** 'ordr' in ASCII: keeps these random numbers apart from others of the same keys. */
const orderStream = 0x6f726472
const unmoved: Shift = { down: 0, right: 0 }

/** Writes the picture of this number, which begins at `from` in the set's room, to `to` at `at`. */
type Write = (number: number, from: number, to: Uint8Array, at: number) => void

/** Room for one batch, used again and again. */
class BatchBuffer {
  private readonly pictureBytes: number
  private readonly images: Uint8Array
  private readonly labels: Int32Array

  constructor(private readonly pictures: Pictures, capacity: number) {
    this.pictureBytes = bytesOfOne(pictures)
    this.images = new Uint8Array(capacity * this.pictureBytes)
    this.labels = new Int32Array(capacity)
  }

  fill(numbers: Uint32Array, write: Write): PictureBatch {
    const { pictures, pictureBytes, images, labels } = this
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i]!
      write(number, pictures.find(number), images, i * pictureBytes)
      labels[i] = pictures.labels[number]!
    }
    const count = numbers.length
    return { count, images: images.subarray(0, count * pictureBytes), labels: labels.subarray(0, count) }
  }
}
