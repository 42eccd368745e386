import type { Evaluation } from '#shared/contract/ask'
import type { Confusion } from '#shared/metrics/confusion'
import { csvLine } from '../../composables/csv'
import type { Cell } from '../../stores/evaluation'

/** Which of the eight steps of the scale, --q0 to --q7, a share of the largest wrong count has: by its square root, so that 5 and 15 of 80 differ. */
export function scaleStep(count: number, most: number): number {
  return count === 0 ? 0 : Math.min(7, 1 + Math.floor(Math.sqrt(count / most) * 6.6))
}

/** The largest number beside the diagonal. */
export function mostWrong(confusion: Confusion): number {
  return confusion.reduce((most, row, truth) => row.reduce((so, count, answer) => (answer === truth ? so : Math.max(so, count)), most), 0)
}

/** The cells with most wrong answers, the worst first; none that are empty. */
export function worstCells(confusion: Confusion, most: number): (Cell & { readonly count: number })[] {
  return confusion
    .flatMap((row, truth) => row.map((count, answer) => ({ truth, answer, count })))
    .filter(({ truth, answer, count }) => truth !== answer && count > 0)
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
}

/** The matrix as a table for other programs: a row each true class, a column each answer (RFC 4180). */
export function matrixCsv(classes: readonly string[], confusion: Confusion): string {
  return csvLine(['true \\ predicted', ...classes]) + confusion.map((row, truth) => csvLine([classes[truth]!, ...row])).join('')
}

/** By how much the network is surer than it is right: mean probability of its answers less the share of right ones; above 0 it is too sure. */
export function overconfidence({ calibration, count }: Evaluation): number {
  return calibration.bins.reduce((sum, bin) => sum + bin.count * (bin.confidence - bin.accuracy), 0) / Math.max(1, count)
}

/** Where the arrow keys lead from a cell, inside a matrix of so many classes; undefined for other keys. */
export function walked({ truth, answer }: Cell, key: string, classes: number): Cell | undefined {
  const inside = (at: number) => Math.min(classes - 1, Math.max(0, at))
  const [down, right] = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1], Home: [0, -classes], End: [0, classes], PageUp: [-classes, 0], PageDown: [classes, 0] }[key] ?? []
  return down === undefined || right === undefined ? undefined : { truth: inside(truth + down), answer: inside(answer + right) }
}
