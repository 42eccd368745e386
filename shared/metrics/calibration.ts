/** Of the answers whose probability lies in (from, to], the first bin from 0 on: how many, their mean probability, and the share of them that was right. */
export interface CalibrationBin {
  readonly from: number
  readonly to: number
  readonly count: number
  readonly confidence: number
  readonly accuracy: number
}

/** How far probabilities can be taken at their word. */
export interface Calibration {
  readonly bins: CalibrationBin[]
  /** Mean distance of confidence and accuracy, each bin counted by its answers; 0 is perfect. */
  readonly expectedError: number
}

/** C. Guo and others 2017, "On Calibration of Modern Neural Networks", take so many. */
const usualBins = 15

/**
 * Sorts answers by their probability into bins of equal width and compares, bin by bin, how sure the network was with how often it was
 * right: the reliability diagram and the expected calibration error of C. Guo and others 2017. Empty bins have zeros.
 */
export function calibrationOf(confidence: ArrayLike<number>, right: (index: number) => boolean, count = usualBins): Calibration {
  const sums = Array.from({ length: count }, () => ({ count: 0, confidence: 0, right: 0 }))
  for (let i = 0; i < confidence.length; i++) {
    const value = confidence[i]!
    const bin = sums[Math.min(count - 1, Math.max(0, Math.ceil(value * count) - 1))]!
    bin.count++
    bin.confidence += value
    if (right(i)) bin.right++
  }
  const bins = sums.map((sum, i) => {
    const most = Math.max(1, sum.count)
    return { from: i / count, to: (i + 1) / count, count: sum.count, confidence: sum.confidence / most, accuracy: sum.right / most }
  })
  const distance = bins.reduce((total, bin) => total + bin.count * Math.abs(bin.confidence - bin.accuracy), 0)
  return { bins, expectedError: distance / Math.max(1, confidence.length) }
}
