import fc from 'fast-check'
import { expect, it } from 'vitest'
import { firstAtLeast, thinned } from '#renderer/ui/chart/thinned'
import { smoothed } from '#renderer/ui/chart/series'

const line = (values: readonly number[]) => [Float32Array.from(values, (_, i) => i), Float32Array.from(values)] as const

it('keeps the highest and the lowest of every column of pixels, in order', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 500, maxLength: 3000 }), fc.integer({ min: 5, max: 60 }), (values, columns) => {
    const [x, y] = line(values)
    const end = values.length - 1
    const points = thinned(x, y, [0, end], columns)
    expect(points.length).toBeLessThanOrEqual((columns + 1) * 4)
    expect(points.every(({ x: at }, i) => i === 0 || at > points[i - 1]!.x)).toBe(true)
    const columnOf = (at: number) => Math.floor((at * columns) / end)
    const extremes = (all: readonly { x: number; y: number }[]) => {
      const each = new Map<number, [number, number]>()
      for (const point of all) {
        const [low, high] = each.get(columnOf(point.x)) ?? [Infinity, -Infinity]
        each.set(columnOf(point.x), [Math.min(low, point.y), Math.max(high, point.y)])
      }
      return [...each]
    }
    expect(extremes(points)).toEqual(extremes(values.map((value, i) => ({ x: i, y: value }))))
  }), { numRuns: 300 })
})

it('shows a part of a line with a point beyond either edge, and leaves out what is no number', () => {
  const [x, y] = line([0, 1, Number.NaN, 3, 4, 5, 6, 7])
  expect(thinned(x, y, [2.5, 4], 100).map((point) => point.x)).toEqual([3, 4, 5])
  expect(firstAtLeast(x, 100)).toBe(8)
})

it('smooths without moving the beginning or the past', () => {
  const level = smoothed(new Float32Array(50).fill(3), 10)
  expect(level.every((value) => Math.abs(value - 3) < 1e-5)).toBe(true)
  const values = Float32Array.from({ length: 40 }, (_, i) => Math.sin(i))
  expect([...smoothed(values.subarray(0, 20), 5)]).toEqual([...smoothed(values, 5).subarray(0, 20)])
})
