/** What a sweep over learning rates saw: the mean loss of a batch, before the step at this learning rate. */
export interface SweptPoint {
  readonly learningRate: number
  readonly loss: number
}

/** The same with the loss smoothed over the steps up to it. */
export interface SmoothedPoint extends SweptPoint {
  readonly smoothed: number
}

/** The learning rate of a step of a sweep, counting from 0: each is the same multiple of the one before (L. Smith 2017). */
export function sweptRate(step: number, steps: number, { from, to }: { from: number; to: number }): number {
  return steps === 1 ? from : from * (to / from) ** (step / (steps - 1))
}

/** How much of the smoothed loss stays in each step. */
const KEPT = 0.9

/** The mean of the losses up to each point, the last counting most; corrected for having begun at 0 (D. Kingma and J. Ba 2015, section 3). */
export function smoothedPoints(points: readonly SweptPoint[]): SmoothedPoint[] {
  let mean = 0
  return points.map((point, i) => {
    mean = KEPT * mean + (1 - KEPT) * point.loss
    return { ...point, smoothed: mean / (1 - KEPT ** (i + 1)) }
  })
}

/** A sweep has diverged at a smoothed loss of so many times the smallest before it. */
const DIVERGED = 4

/** Whether the last point of a sweep is beyond what can be learned at: training on would only waste time. */
export function hasDiverged(points: readonly SmoothedPoint[]): boolean {
  const last = points.at(-1)
  if (!last) return false
  const least = points.reduce((smallest, { smoothed }) => Math.min(smallest, smoothed), Infinity)
  return last.smoothed > DIVERGED * least
}

/** A loss that loses a smaller share of itself for each doubling of the learning rate does not fall. */
const FALLS = 1e-3

/**
 * The learning rate at which the loss falls fastest for each doubling of it, on the way down from its highest to the smallest smoothed loss:
 * what came before is noise, what came after diverges. Slopes are those of straight lines through a fifth of the points (least squares).
 * Undefined when the loss never fell.
 */
export function suggestedRate(points: readonly SmoothedPoint[]): number | undefined {
  const reach = Math.max(2, Math.round(points.length / 10))
  const lowest = points.reduce((best, { smoothed }, i) => (smoothed < points[best]!.smoothed ? i : best), 0)
  const lines = points.slice(reach, Math.max(reach, lowest - reach + 1)).map((_, i) => lineThrough(points.slice(i, i + 2 * reach + 1)))
  const highest = lines.reduce((best, { height }, i) => (height > lines[best]!.height ? i : best), 0)
  const way = lines.slice(highest)
  const steepest = way.reduce((best, { slope }, i) => (slope < way[best]!.slope ? i : best), 0)
  const found = way[steepest]
  return found && found.slope < -FALLS * found.height ? points[reach + highest + steepest]!.learningRate : undefined
}

/** The straight line nearest to some points: its height in their middle, and its slope for each doubling of the learning rate. */
function lineThrough(points: readonly SweptPoint[]): { height: number; slope: number } {
  const doublings = points.map(({ learningRate }) => Math.log2(learningRate))
  const middle = mean(doublings)
  const height = mean(points.map(({ loss }) => loss))
  const together = doublings.reduce((sum, x, i) => sum + (x - middle) * (points[i]!.loss - height), 0)
  return { height, slope: together / doublings.reduce((sum, x) => sum + (x - middle) ** 2, 0) }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
