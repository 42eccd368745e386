import { workerData } from 'node:worker_threads'
import { batchesOf } from '../batches'
import { GAVE_UP, HERE, MADE, TAKEN, type Assignment } from './assignment'
import { takeOver } from './handOver'

/**
 * The thread that makes batches ahead: one after the other, until every slot holds one that is still needed; then it sleeps. Where it fails it gives
 * up: whoever wants that batch makes it without this thread, and meets the same problem.
 */
function main({ pictures, indices, settings, first, control, slots }: Assignment): void {
  try {
    Atomics.store(control, HERE, 1)
    const batches = batchesOf(takeOver(pictures), indices, settings)
    for (let number = first; ; number++) {
      let taken = Atomics.load(control, TAKEN)
      for (; number >= taken + slots.length; taken = Atomics.load(control, TAKEN)) Atomics.wait(control, TAKEN, taken)
      number = Math.max(number, taken)
      const { count, images, labels } = batches.make(Math.floor(number / batches.count()), number % batches.count())
      const slot = slots[number % slots.length]!
      slot.images.set(images)
      slot.labels.set(labels)
      slot.filled.set([count, images.length])
      Atomics.store(control, MADE, number + 1)
      Atomics.notify(control, MADE)
    }
  } catch {
    Atomics.store(control, GAVE_UP, 1)
    Atomics.notify(control, MADE)
  }
}

main(workerData as Assignment)
