import { describe, expect, it } from 'vitest'
import { matrixCsv, mostWrong, overconfidence, scaleStep, walked, worstCells } from '#renderer/places/evaluate/matrix'
import { calibrationOf } from '#shared/metrics/calibration'
import { evaluationOf } from '../fake/ask'

const confusion = [[90, 4, 6], [0, 80, 20], [1, 0, 99]]

describe('the confusion matrix', () => {
  it('steps its scale by the square root, so that few and some differ', () => {
    expect([0, 1, 5, 15, 40, 80].map((count) => scaleStep(count, 80))).toEqual([0, 1, 2, 3, 5, 7])
  })

  it('scales by the largest wrong count, whatever was right', () => {
    expect(mostWrong(confusion)).toBe(20)
    expect(mostWrong([[5, 0], [0, 5]])).toBe(0)
  })

  it('names the cells with most wrong answers, and none that is empty', () => {
    expect(worstCells(confusion, 2)).toEqual([{ truth: 1, answer: 2, count: 20 }, { truth: 0, answer: 2, count: 6 }])
    expect(worstCells([[5, 0], [1, 5]], 3)).toHaveLength(1)
  })

  it('is walked by arrows and does not lead outside', () => {
    expect(walked({ truth: 1, answer: 1 }, 'ArrowUp', 3)).toEqual({ truth: 0, answer: 1 })
    expect(walked({ truth: 2, answer: 2 }, 'ArrowRight', 3)).toEqual({ truth: 2, answer: 2 })
    expect(walked({ truth: 2, answer: 2 }, 'Home', 3)).toEqual({ truth: 2, answer: 0 })
    expect(walked({ truth: 0, answer: 0 }, 'x', 3)).toBeUndefined()
  })

  it('is saved as CSV, with names that hold commas and quotes kept whole', () => {
    expect(matrixCsv(['cat', 'dog, "wet"'], [[1, 2], [3, 4]])).toBe('true \\ predicted,cat,"dog, ""wet"""\r\ncat,1,2\r\n"dog, ""wet""",3,4\r\n')
  })

  it('says by how much a network is surer than it is right', () => {
    const is = { ...evaluationOf(['a', 'b'], 4), count: 4, calibration: calibrationOf([0.9, 0.9, 0.9, 0.9], (i) => i < 3) }
    expect(overconfidence(is)).toBeCloseTo(0.15, 6)
  })
})
