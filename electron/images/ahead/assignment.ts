import type { BatchSettings } from '../batches'
import type { HandedOver } from './handOver'

/** What the thread that makes batches is given when it starts. */
export interface Assignment {
  readonly pictures: HandedOver
  readonly indices: Uint32Array
  readonly settings: BatchSettings
  /** The first batch to make, counted over all epochs. */
  readonly first: number
  /** Shared: see the places below. */
  readonly control: Int32Array
  readonly slots: readonly Slot[]
}

/** Shared room for one batch; batch number n lies in slot n modulo their number. `filled`: how many pictures it has, and how many bytes they are. */
export interface Slot {
  readonly images: Uint8Array
  readonly labels: Int32Array
  readonly filled: Int32Array
}

/**
 * Places in `control`. Batches are counted over all epochs: those before MADE are made, and those before TAKEN are not needed any more. HERE is 1 once the
 * thread has begun, GAVE_UP once it has failed.
 */
export const [MADE, TAKEN, HERE, GAVE_UP] = [0, 1, 2, 3]
export const places = 4
