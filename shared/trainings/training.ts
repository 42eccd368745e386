import type { Plan } from '../plan/plan'
import type { PresetName } from '../presets/index'

/** One run of a training, scored once on the test pictures when it was over. */
export interface Scored {
  readonly seed: number
  /** Share of right answers, 0 to 1. */
  readonly accuracy: number
  /** The same with the answers for six views of each picture averaged. */
  readonly withViews: number
  /** Of training, without what scoring took; absent where the machine had other work beside it. */
  readonly minutes?: number
}

/** A network and a plan that belong together and are known to end well: one click from the pictures to a trained network. */
export interface Training {
  readonly label: string
  readonly help: string
  readonly network: PresetName
  readonly plan: Plan
  /** The id of the known data set on which it was tried. */
  readonly data: string
  readonly evidence: {
    readonly runs: readonly Scored[]
    readonly machine: string
    readonly date: string
    readonly command: string
  }
}

/** The means over the runs that were scored, and of the minutes over those that were timed. */
export function meansOf({ evidence: { runs } }: Training): Omit<Scored, 'seed'> {
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
  const timed = runs.flatMap(({ minutes }) => (minutes === undefined ? [] : [minutes]))
  return { accuracy: mean(runs.map(({ accuracy }) => accuracy)), withViews: mean(runs.map(({ withViews }) => withViews)), ...(timed.length && { minutes: mean(timed) }) }
}
