import { describe, expect, it } from 'vitest'
import { confusionOf, figuresOf } from '#shared/metrics/confusion'
import { topClasses } from '#shared/metrics/topClasses'

describe('metrics', () => {
  it('count answers by truth and answer', () => {
    expect(confusionOf([0, 0, 1, 2, 2, 2], [0, 1, 1, 2, 2, 0], 3)).toEqual([[1, 1, 0], [0, 1, 0], [1, 0, 2]])
  })

  // The same numbers by hand: precision = column, recall = row.
  it('give precision, recall and F1 of each class', () => {
    const [first, second, third] = figuresOf([[1, 1, 0], [0, 1, 0], [1, 0, 2]])
    expect(first).toEqual({ precision: 1 / 2, recall: 1 / 2, f1: 1 / 2, support: 2 })
    expect(second).toEqual({ precision: 1 / 2, recall: 1, f1: 2 / 3, support: 1 })
    expect(third).toMatchObject({ precision: 1, recall: 2 / 3, support: 3 })
    expect(third!.f1).toBeCloseTo(0.8, 12)
  })

  it('give 0 where nothing was counted', () => {
    expect(figuresOf([[0, 0], [3, 0]])[0]).toEqual({ precision: 0, recall: 0, f1: 0, support: 0 })
  })

  it('order the likeliest classes, the first of equal ones first', () => {
    expect(topClasses([0.1, 0.4, 0.1, 0.4], 3)).toEqual([1, 3, 0])
    expect(topClasses([1, 2], 5)).toEqual([1, 0])
  })
})
