import { describe, expect, it } from 'vitest'
import { Canvas } from '#electron/datasets/shapes10/canvas'
import { apart, beside, anyColour, toRgb, type Colour } from '#electron/datasets/shapes10/colour'
import { disc, outline, polygon, rectangle, segment, spiral, union, without, type Distance } from '#electron/datasets/shapes10/distances'
import { patterns } from '#electron/datasets/shapes10/patterns'
import { things } from '#electron/datasets/shapes10/things'
import { random } from '#shared/base/random'

const black: Colour = [0, 0, 0]
const white: Colour = [1, 0, 0]

describe('distances', () => {
  const square = polygon([[-1, -1], [1, -1], [1, 1], [-1, 1]])

  it.each<[string, Distance, number, number, number]>([
    ['a disc, from outside', disc(2), 3, 4, 3],
    ['a disc, from inside', disc(2), 0, 1, -1],
    ['a disc around another point', disc(1, [5, 0]), 5, 3, 2],
    ['a rectangle, from beside it', rectangle(2, 1), 5, 0.5, 3],
    ['a rectangle, from beyond a corner', rectangle(2, 1), 5, 5, 5],
    ['a rectangle, from inside', rectangle(2, 1), 1.5, 0, -0.5],
    ['a line, from beside it', segment([0, 0], [4, 0], 2), 2, 3, 2],
    ['a line, from beyond its end', segment([0, 0], [4, 0], 2), 7, 4, 4],
    ['an outline, from the middle', outline(disc(2), 1), 0, 0, 1.5],
    ['an outline, on it', outline(disc(2), 1), 2, 0, -0.5],
    ['two figures, the nearer one', union(disc(1), disc(1, [10, 0])), 7, 0, 2],
    ['a figure with a hole, in the hole', without(disc(3), disc(1)), 0, 0, 1],
    ['a polygon, from beside it', square, 3, 0, 2],
    ['a polygon, from inside', square, 0.5, 0, -0.5],
    ['the turns of a spiral, on its outer end', spiral(2, 0.2), 0.9, 0, -0.1],
  ])('measure to the edge of %s', (_what, figure, x, y, distance) => {
    expect(figure(x, y)).toBeCloseTo(distance, 6)
  })

  it('say the same of a rectangle and of the polygon with its corners', () => {
    const source = random(1)
    const one = rectangle(1.5, 0.7)
    const other = polygon([[-1.5, -0.7], [1.5, -0.7], [1.5, 0.7], [-1.5, 0.7]])
    for (let i = 0; i < 500; i++) {
      const [x, y] = [6 * source.uniform() - 3, 6 * source.uniform() - 3]
      expect(one(x, y)).toBeCloseTo(other(x, y), 9)
    }
  })
})

describe('things', () => {
  it.each(Object.entries(things))('every %s lies in the circle of radius 1, fills some of it, and never all', (_name, make) => {
    for (let seed = 0; seed < 20; seed++) {
      const thing = make(random(seed))
      const filled = grid.filter(([x, y]) => thing(x, y) <= 0)
      expect(Math.max(...filled.map(([x, y]) => Math.hypot(x, y)))).toBeLessThan(1.005)
      expect(filled.length / grid.length).toBeGreaterThan(0.07)
      expect(filled.length / grid.length).toBeLessThan(0.32)
    }
  })
})

/** Places from -1.5 to 1.5 both ways. */
const grid = Array.from({ length: 60 * 60 }, (_, i) => [-1.475 + 0.05 * (i % 60), -1.475 + 0.05 * Math.floor(i / 60)] as const)

describe('a canvas', () => {
  const pixels = (canvas: Canvas) => {
    const bytes = new Uint8Array(canvas.side ** 2 * 3)
    canvas.develop(bytes, 0, { shared: 0, own: 0 }, random(1))
    return bytes
  }
  const paint = (first: Colour, second = first, pattern = patterns.plain()) => ({ pattern, first: toRgb(first), second: toRgb(second) })

  it('paints an edge that covers half a pixel with half of the colour', () => {
    const canvas = new Canvas(4)
    canvas.fill(paint(black))
    canvas.stamp((x) => x - 1.5, paint(white), 1, { x: 2, y: 2, reach: 4 })
    expect([...pixels(canvas).subarray(0, 12)]).toEqual([255, 255, 255, 128, 128, 128, 0, 0, 0, 0, 0, 0])
  })

  it('lets through what is beneath as much as the paint is not opaque', () => {
    const canvas = new Canvas(1)
    canvas.fill(paint(black))
    canvas.stamp(() => -9, paint(white), 0.2, { x: 0, y: 0, reach: 4 })
    expect([...pixels(canvas)]).toEqual([51, 51, 51])
  })

  it('paints nothing outside of the bounds', () => {
    const canvas = new Canvas(8)
    canvas.fill(paint(black))
    canvas.stamp(() => -9, paint(white), 1, { x: 1, y: 1, reach: 1.5 })
    expect(pixels(canvas).filter((byte) => byte > 0)).toHaveLength(3 * 4)
  })

  it('adds grain of about the deviation that it is told, and none of it goes over the edge of a byte', () => {
    const canvas = new Canvas(64)
    canvas.fill(paint([0.6, 0, 0]))
    const plain = pixels(canvas)[0]!
    const bytes = new Uint8Array(64 * 64 * 3)
    canvas.develop(bytes, 0, { shared: 10, own: 0 }, random(2))
    const deviation = Math.sqrt(bytes.reduce((sum, byte) => sum + (byte - plain) ** 2, 0) / bytes.length)
    expect(deviation).toBeGreaterThan(8.5)
    expect(deviation).toBeLessThan(11.5)
    canvas.fill(paint(white))
    canvas.develop(bytes, 0, { shared: 10, own: 10 }, random(2))
    expect(Math.min(...bytes)).toBeGreaterThan(180)
  })
})

describe('patterns', () => {
  it.each(Object.entries(patterns))('%s stays between its two colours', (_name, make) => {
    for (let seed = 0; seed < 20; seed++) {
      const pattern = make(random(seed), 32)
      const shares = Array.from({ length: 32 * 32 }, (_, i) => pattern((i % 32) + 0.5, Math.floor(i / 32) + 0.5))
      expect(Math.min(...shares)).toBeGreaterThanOrEqual(0)
      expect(Math.max(...shares)).toBeLessThanOrEqual(1)
    }
  })
})

describe('colours', () => {
  it('are those of a screen: Oklab and sRGB agree on white, black, grey and red', () => {
    expect(toRgb(white).map(Math.round)).toEqual([255, 255, 255])
    expect(toRgb(black).map(Math.round)).toEqual([0, 0, 0])
    expect(toRgb([0.59987, 0, 0]).map(Math.round)).toEqual([128, 128, 128])
    expect(toRgb([0.62796, 0.22486, 0.12585]).map(Math.round)).toEqual([255, 0, 0])
  })

  it('keep as far from one another as they are told', () => {
    const source = random(5)
    const distances = Array.from({ length: 300 }, () => {
      const ground = anyColour(source, 0.13)
      const other = apart([ground, beside(ground, 0.05, source)], { least: 0.3, most: 0.8 }, source)
      return Math.hypot(other[0] - ground[0], other[1] - ground[1], other[2] - ground[2])
    })
    expect(distances.filter((distance) => distance < 0.29)).toEqual([])
  })
})
