import type { Job } from '#shared/contract/trainer'

/** What the one who starts the process that computes sends it first. */
export interface Assignment {
  readonly job: Job
  /** The folder of the engine to load, and what it is to compute on. */
  readonly engineFolder: string
  readonly device: 'cpu' | 'gpu'
  /** Whether the GPU was asked for by name, so that nothing else will do. */
  readonly insists: boolean
}
