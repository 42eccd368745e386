import type { stepColumns } from '#shared/contract/runs'
import type * as v from 'valibot'
import type { StepFigures } from './journal'

/** Metrics of steps as columns of equal length. */
export type StepColumns = v.InferOutput<typeof stepColumns>

const names = ['step', 'loss', 'accuracy', 'learningRate', 'gradientNorm', 'imagesPerSecond'] as const

/** More points than these say nothing more on any screen. */
const MOST_POINTS = 4000

/** Steps as columns of at most so many points, each the mean over an equal number of steps; where none of them has a figure it is NaN. */
export function columnsOf(steps: readonly StepFigures[], most = MOST_POINTS): StepColumns {
  const each = Math.max(1, Math.ceil(steps.length / most))
  const points = Math.ceil(steps.length / each)
  const columns = Object.fromEntries(names.map((name) => [name, new Float32Array(points)])) as StepColumns
  for (let point = 0; point < points; point++) {
    const part = steps.slice(point * each, (point + 1) * each)
    for (const name of names) columns[name][point] = meanOf(part.map((step) => step[name]))
  }
  return columns
}

function meanOf(values: readonly (number | undefined)[]): number {
  const known = values.filter((value) => value !== undefined)
  return known.length ? known.reduce((sum, value) => sum + value, 0) / known.length : NaN
}
