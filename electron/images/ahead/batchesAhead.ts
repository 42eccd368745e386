import { readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import { batchesOf, mostBytesOfOne, type Batches, type BatchSettings, type PictureBatch } from '../batches'
import type { Pictures } from '../pictures'
import { GAVE_UP, HERE, MADE, places, TAKEN, type Assignment, type Slot } from './assignment'
import { handOver } from './handOver'

/** One batch is trained on while two are made. */
const slotCount = 3
/** A thread that has begun and not made a batch after so long is taken for dead. */
const patienceMilliseconds = 10_000
/** So many batches are made without the thread to see what they cost; it is started when that was more than this share of all the time. */
const [looked, worthwhile] = [8, 0.02]

/** Batches that another thread may make ahead. */
export interface ClosableBatches extends Batches {
  /** Ends the thread, if there is one. Batches can still be asked for. */
  close(): void
}

/**
 * Batches as batchesOf makes them, to the bit. When making them turns out to keep training waiting, a thread makes the next two while one is trained
 * on; `program` is the file of that thread's program. They are made for who asks for one after the other; another one is made on the spot. What
 * goes wrong is thrown by `make`, as without the thread.
 */
export function batchesAhead(pictures: Pictures, indices: Uint32Array, settings: BatchSettings, program: string, share = worthwhile): ClosableBatches {
  const own = batchesOf(pictures, indices, settings)
  const watch = new CostWatch()
  let thread: BatchThread | undefined
  let hasFailed = false
  const close = () => {
    thread?.close()
    thread = undefined
    watch.reset()
  }
  return {
    count: () => own.count(),
    close,
    make(epoch, index) {
      const number = epoch * own.count() + index
      const ready = thread?.take(number)
      if (ready) return ready
      if (thread?.ended) {
        hasFailed = true
        close()
      }
      const batch = watch.time(() => own.make(epoch, index))
      if (!thread && !hasFailed && watch.share > share)
        thread = new BatchThread(program, { pictures: handOver(pictures), indices, settings, first: number + 1 }, capacityOf(own, indices, settings), mostBytesOfOne(pictures, settings.sizes))
      return batch
    },
  }
}

/** The largest batch: the last one is larger by one where a single picture was left over. */
function capacityOf(batches: Batches, indices: Uint32Array, { batch }: BatchSettings): number {
  return Math.max(Math.min(batch, indices.length), indices.length - (batches.count() - 1) * batch)
}

/** What share of the time goes into making batches, from one call to the same many calls later. */
class CostWatch {
  private began = performance.now()
  private spent = 0
  private count = 0
  /** 0 until enough was seen. */
  share = 0

  time<T>(work: () => T): T {
    const start = performance.now()
    const result = work()
    this.spent += performance.now() - start
    // The first one sorts the epoch, and the first steps are slow for other reasons.
    if (++this.count === 1) this.reset()
    else if (this.count % looked === 0) {
      this.share = this.spent / (performance.now() - this.began)
      this.began = performance.now()
      this.spent = 0
    }
    return result
  }

  reset(): void {
    this.began = performance.now()
    this.spent = 0
    this.share = 0
  }
}

/** The thread, as long as it works. */
class BatchThread {
  private readonly control = new Int32Array(new SharedArrayBuffer(4 * places))
  private readonly slots: readonly Slot[]
  private readonly worker: Worker
  private readonly first: number
  ended = false

  constructor(program: string, assignment: Omit<Assignment, 'control' | 'slots'>, capacity: number, pictureBytes: number) {
    this.first = assignment.first
    this.control[MADE] = this.first
    this.control[TAKEN] = this.first
    this.slots = Array.from({ length: slotCount }, () => ({
      images: new Uint8Array(new SharedArrayBuffer(capacity * pictureBytes)), labels: new Int32Array(new SharedArrayBuffer(4 * capacity)), filled: new Int32Array(new SharedArrayBuffer(8)),
    }))
    // Read here, because a thread of Electron may not find it in the app's archive.
    this.worker = new Worker(readFileSync(program, 'utf8'), { eval: true, workerData: { ...assignment, control: this.control, slots: this.slots } satisfies Assignment })
    const over = () => (this.ended = true)
    // Without a listener an error would end the process.
    this.worker.on('error', over)
    this.worker.on('exit', over)
    this.worker.unref()
  }

  /** The batch of this number when the thread makes it, and all before it are let go of; it holds until the next one is taken. */
  take(number: number): PictureBatch | undefined {
    const { control } = this
    if (number < Atomics.load(control, TAKEN) || this.ended) return undefined
    // Nobody waits for a thread that is still starting, or that never does.
    const here = Atomics.load(control, HERE) === 1
    Atomics.store(control, TAKEN, here ? number : number + 1)
    Atomics.notify(control, TAKEN)
    if (!here) return undefined
    const since = performance.now()
    for (let made = Atomics.load(control, MADE); made <= number; made = Atomics.load(control, MADE)) {
      this.ended = Atomics.load(control, GAVE_UP) === 1 || performance.now() - since > patienceMilliseconds
      if (this.ended) return undefined
      Atomics.wait(control, MADE, made, 100)
    }
    const { images, labels, filled } = this.slots[number % slotCount]!
    const [count, bytes] = filled as unknown as readonly [number, number]
    return { count, images: images.subarray(0, bytes), labels: labels.subarray(0, count) }
  }

  close(): void {
    this.ended = true
    void this.worker.terminate()
  }
}
