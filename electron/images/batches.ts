import { augmented } from '#shared/augment/augmented'
import type { Augmentation } from '#shared/augment/index'
import type { Plan } from '#shared/plan/plan'
import { sizeAt } from '#shared/plan/stages'
import { evenly, REPEAT, shuffledOrder, type Order } from './order'
import { bytesOfOne, type Pictures } from './pictures'
import { Shrunk } from './shrunk'

/**
 * Pictures as they are fed to a program: `images` [count, height, width, channels], of the size that the plan has in their epoch, and `labels` [count].
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
  /** As in the plan. */
  readonly augmentation: readonly Augmentation[]
  readonly balance: 'none' | 'weights' | 'sampling'
  readonly sizes: Plan['sizes']
}

/**
 * Batches for training, in an order that is new in every epoch. The last batch is smaller when the pictures do not come out even; a single
 * picture that is left over joins the batch before, because batch normalisation cannot learn from one.
 */
export function batchesOf(pictures: Pictures, indices: Uint32Array, { batch, seed, augmentation, balance, sizes }: BatchSettings): Batches {
  const leftOver = batch > 1 && indices.length > batch && indices.length % batch === 1 ? 1 : 0
  const count = Math.ceil(indices.length / batch) - leftOver
  const buffer = new BatchBuffer(Math.min(batch + leftOver, indices.length), mostBytesOfOne(pictures, sizes))
  const shownIn = inSizes(pictures, sizes)
  let current: { epoch: number; order?: Order } = { epoch: -1 }
  const orderOf = (epoch: number): Order => {
    if (current.epoch === epoch && current.order) return current.order
    const order = balance === 'sampling' ? evenly(pictures.labels, indices, seed, epoch) : shuffledOrder(indices, seed, epoch)
    current = { epoch, order }
    return order
  }
  return {
    count: () => count,
    make(epoch, index) {
      if (!(index >= 0 && index < count)) throw new RangeError(`There is no batch ${index} among ${count}`)
      const { numbers, times } = orderOf(epoch)
      const begin = index * batch
      const shown = shownIn(epoch)
      return buffer.fill(shown, numbers.subarray(begin, index === count - 1 ? indices.length : begin + batch), (number, from, to, at, place) => {
        // A picture that comes again in an epoch is augmented anew.
        const again = times ? times[begin + place]! * REPEAT : 0
        augmented(shown.room, from, to, at, shown, augmentation, { seed, epoch, index: number + again })
      })
    },
  }
}

/** The bytes of the largest picture in any size that comes about. */
export function mostBytesOfOne(pictures: Pictures, sizes: Plan['sizes']): number {
  return Math.max(bytesOfOne(pictures), ...sizes.map(({ size: [height, width] }) => bytesOfOne({ height, width, channels: pictures.channels })))
}

/** The pictures in the size of each epoch; what was shrunk for one size is let go of when another is asked for. */
function inSizes(pictures: Pictures, sizes: Plan['sizes']): (epoch: number) => Pictures {
  let shrunk: Shrunk | undefined
  return (epoch) => {
    const size = sizeAt(sizes, epoch)
    if (!size) shrunk = undefined
    else if (shrunk?.height !== size.height || shrunk.width !== size.width) shrunk = new Shrunk(pictures, size)
    return shrunk ?? pictures
  }
}

/** Batches for evaluation: these pictures in this order, as they are; the last batch is smaller when they do not come out even. */
export function* inOrder(pictures: Pictures, indices: Uint32Array, batch: number): Generator<PictureBatch, void, undefined> {
  const buffer = new BatchBuffer(Math.min(batch, indices.length), bytesOfOne(pictures))
  for (let begin = 0; begin < indices.length; begin += batch) {
    yield buffer.fill(pictures, indices.subarray(begin, begin + batch), (_number, from, to, at) => augmented(pictures.room, from, to, at, pictures, [], unaugmented))
  }
}

const unaugmented = { seed: 0, epoch: 0, index: 0 }

/** Writes the picture of this number, which begins at `from` in the set's room, to `to` at `at`; `place` is which of the batch it is. */
type Write = (number: number, from: number, to: Uint8Array, at: number, place: number) => void

/** Room for one batch, used again and again. */
class BatchBuffer {
  private readonly images: Uint8Array
  private readonly labels: Int32Array

  constructor(capacity: number, mostBytes: number) {
    this.images = new Uint8Array(capacity * mostBytes)
    this.labels = new Int32Array(capacity)
  }

  fill(pictures: Pictures, numbers: Uint32Array, write: Write): PictureBatch {
    const { images, labels } = this
    const pictureBytes = bytesOfOne(pictures)
    for (let i = 0; i < numbers.length; i++) {
      const number = numbers[i]!
      write(number, pictures.find(number), images, i * pictureBytes, i)
      labels[i] = pictures.labels[number]!
    }
    const count = numbers.length
    return { count, images: images.subarray(0, count * pictureBytes), labels: labels.subarray(0, count) }
  }
}
