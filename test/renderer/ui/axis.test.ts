import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roomFor, within, zoomed } from '#renderer/ui/chart/axis'
import { seriesCsv } from '#renderer/ui/chart/save'

const whole = [0, 30] as const

describe('zooming an axis', () => {
  it('keeps what is under the pointer where it is, inside the whole', () => {
    expect(zoomed([0, 30], 10, 0.5, whole)).toEqual([5, 20])
    expect(zoomed([5, 20], 10, 2, whole)).toBeUndefined()
    fc.assert(fc.property(fc.double({ min: 0, max: 30, noNaN: true }), fc.array(fc.constantFrom(0.8, 1.25), { maxLength: 60 }), (at, factors) => {
      const range = factors.reduce<readonly [number, number]>((now, factor) => zoomed(now, at, factor, whole) ?? whole, whole)
      expect(range[0]).toBeGreaterThanOrEqual(-0.01)
      expect(range[1]).toBeLessThanOrEqual(30.01)
      expect(range[1] - range[0]).toBeGreaterThan(0.0029)
      expect(at).toBeGreaterThanOrEqual(range[0] - 0.01)
      expect(at).toBeLessThanOrEqual(range[1] + 0.01)
    }))
  })

  it('takes a range that was drawn out in either direction, beyond the ends too', () => {
    expect(within([12, 4], whole)).toEqual([4, 12])
    expect(within([-3, 8], whole)).toEqual([0, 8])
    expect(within([-3, 31], whole)).toBeUndefined()
    expect(within([-4, -3], [-5, 1])).toEqual([-4, -3])
  })

  it('grows seldom while figures come, and never has less room than they need', () => {
    const ends = Array.from({ length: 3000 }, (_, i) => (i + 1) / 100)
    const rooms = ends.map(roomFor)
    ends.forEach((end, i) => {
      expect(rooms[i]!).toBeGreaterThanOrEqual(end - 1e-6)
      expect(rooms[i]!).toBeLessThanOrEqual(end * 1.51)
    })
    expect(new Set(rooms.map((room) => room.toPrecision(6))).size).toBeLessThan(30)
    expect(roomFor(0)).toBe(1)
  })
})

it('saves what is shown as a table: a column a line, a row for each place where one of them is', () => {
  const table = seriesCsv('Epoch', [
    { label: '', colour: '--k1', x: Float32Array.of(0, 0.5, 1, 1.5), y: Float32Array.of(2.3, 1.7, Number.NaN, 1.1) },
    { label: 'hold-out, "mean"', colour: '--k2', x: Float32Array.of(1, 2), y: Float32Array.of(1.5, 1.2) },
  ], [0.5, 1.5], 'each step')
  expect(table).toBe('Epoch,each step,"hold-out, ""mean"""\r\n0.5,1.7,\r\n1,,1.5\r\n1.5,1.1,\r\n')
})
