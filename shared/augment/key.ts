/** What everything random about a picture depends on: the plan's seed, the epoch, and which picture of its set it is. */
export interface Key {
  readonly seed: number
  readonly epoch: number
  readonly index: number
}
