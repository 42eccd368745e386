import { join } from 'node:path'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import type { Host } from '#electron/trainer/host'
import { Wishes } from '#electron/trainer/wishes'
import type { TrainerEvent } from '#shared/contract/trainer'
import { engineFolder } from './engine'

/** Who runs a job in the process of the test, and what it tells. */
export function hosting(emit: (event: TrainerEvent, wishes: Wishes) => void = () => undefined) {
  const wishes = new Wishes()
  const told: TrainerEvent[] = []
  const host: Host = {
    engine: openTensorFlow(engineFolder()), device: 'cpu', wishes, batchProgram: join('dist', 'electron', 'batches.cjs'),
    emit(event) {
      told.push(event)
      emit(event, wishes)
    },
    stopping: () => new Promise((answer) => setImmediate(() => answer(wishes.stop))),
  }
  return { host, told }
}
