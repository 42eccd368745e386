import type { Engine, Serving } from '#electron/engine/engine'
import type { TrainerEvent } from '#shared/contract/trainer'
import type { Wishes } from './wishes'

/** What a job works with: the engine, the one who asked, and what they want of it since. */
export interface Host {
  readonly engine: Engine & Serving
  /** What computes, in words for the record: 'cpu' or 'gpu'. */
  readonly device: string
  readonly wishes: Wishes
  /** The file of the program that makes batches ahead, in a thread of its own. */
  readonly batchProgram: string
  emit(event: TrainerEvent): void
  /** Lets waiting messages in, then says whether to stop. Called between steps, since a step blocks the process. */
  stopping(): Promise<boolean>
}
