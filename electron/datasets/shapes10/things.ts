import type { Random } from '#shared/base/random'
import { between } from './chance'
import { disc, outline, polygon, rectangle, spiral, union, without, type Distance, type Point } from './distances'

/** What is drawn, by the names of the classes: each in a circle of radius 1 around the origin, y downwards, a little different every time. */
export const things: Readonly<Record<string, (source: Random) => Distance>> = {
  circle: () => disc(0.92),
  square: (source) => rectangle(0.7, between(source, 0.62, 0.7)),
  triangle: (source) => polygon([[0, -1], [between(source, 0.7, 0.86), 0.5], [-between(source, 0.7, 0.86), 0.5]]),
  star: (source) => polygon(starCorners(5, between(source, 0.4, 0.5))),
  heart: () => heart,
  cross(source) {
    const arm = between(source, 0.2, 0.32)
    return union(rectangle(0.94, arm), rectangle(arm, 0.94))
  },
  ring(source) {
    const width = between(source, 0.26, 0.4)
    return outline(disc(0.96 - width / 2), width)
  },
  crescent: (source) => without(disc(0.98), disc(between(source, 0.72, 0.86), [between(source, 0.44, 0.58), 0])),
  arrow(source) {
    const neck = between(source, -0.05, 0.2)
    const shaft = between(source, 0.16, 0.27)
    const head = between(source, 0.6, 0.78)
    return polygon([[1, 0], [neck, head], [neck, shaft], [-0.95, shaft], [-0.95, -shaft], [neck, -shaft], [neck, -head]])
  },
  spiral: (source) => spiral(between(source, 2, 2.4), between(source, 0.19, 0.24)),
}

function starCorners(points: number, inner: number): Point[] {
  return Array.from({ length: 2 * points }, (_, i) => {
    const radius = i % 2 === 0 ? 1 : inner
    const angle = (Math.PI * i) / points - Math.PI / 2
    return [radius * Math.cos(angle), radius * Math.sin(angle)]
  })
}

/** A square on its corner with a half disc on each of its upper sides. */
const heart: Distance = (() => {
  const half = 0.5
  const lobe = half * Math.SQRT1_2
  const down = 0.18
  const tilted = rectangle(half, half)
  const body: Distance = (x, y) => tilted((x + y - down) * Math.SQRT1_2, (y - down - x) * Math.SQRT1_2)
  return union(body, union(disc(half, [lobe, down - lobe]), disc(half, [-lobe, down - lobe])))
})()
