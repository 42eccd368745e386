import { describe, expect, it } from 'vitest'
import { ticksOf } from '#renderer/ui/chart/dots'

describe('the axis of a plot of points', () => {
  it('is logarithmic with a mark at each power of ten where positive values are widely spread', () => {
    const axis = ticksOf([0.001, 0.03, 1], { spread: true })
    expect(axis.ticks).toEqual([0.001, 0.01, 0.1, 1])
    expect(axis.place(0.01) - axis.place(0.001)).toBeCloseTo(axis.place(1) - axis.place(0.1))
  })

  it('is linear with round marks otherwise, and holds all values inside', () => {
    const values = [0.62, 0.7, 0.93]
    const axis = ticksOf(values)
    expect(axis.ticks).toEqual([0.7, 0.8, 0.9])
    for (const value of values) {
      expect(axis.place(value)).toBeGreaterThan(0)
      expect(axis.place(value)).toBeLessThan(1)
    }
    expect(ticksOf([0, 0.1, 5], { spread: true }).place(2.5)).toBeCloseTo(0.5)
  })

  it('stands in the middle for one value, and for none it is there', () => {
    for (const value of [3, 0, -2]) expect(ticksOf([value]).place(value)).toBeCloseTo(0.5)
    expect(ticksOf([]).ticks.length).toBeGreaterThan(1)
  })
})
