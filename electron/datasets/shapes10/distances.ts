/** The signed distance from a point to the edge of a figure: negative inside. */
export type Distance = (x: number, y: number) => number

export type Point = readonly [x: number, y: number]

/** The length of a vector; Math.hypot, which also guards against overflow, takes several times as long. */
export const length = (x: number, y: number) => Math.sqrt(x * x + y * y)

/** A disc around a point. */
export const disc = (radius: number, [centreX, centreY]: Point = [0, 0]): Distance => (x, y) => length(x - centreX, y - centreY) - radius

/** A line of some width between two points, with round ends. */
export const segment = ([fromX, fromY]: Point, [toX, toY]: Point, width: number): Distance => {
  const [alongX, alongY] = [toX - fromX, toY - fromY]
  const perSquare = 1 / (alongX * alongX + alongY * alongY)
  return (x, y) => {
    const share = Math.min(Math.max(((x - fromX) * alongX + (y - fromY) * alongY) * perSquare, 0), 1)
    return length(x - fromX - share * alongX, y - fromY - share * alongY) - width / 2
  }
}

/** An upright rectangle around the origin, half as wide and half as high as its sides. */
export const rectangle = (halfWidth: number, halfHeight: number): Distance => (x, y) => {
  const right = Math.abs(x) - halfWidth
  const below = Math.abs(y) - halfHeight
  return right > 0 && below > 0 ? length(right, below) : Math.max(right, below)
}

/** What either figure covers; exact outside. */
export const union = (one: Distance, other: Distance): Distance => (x, y) => Math.min(one(x, y), other(x, y))

/** What the first figure covers and the second does not; exact inside. */
export const without = (one: Distance, hole: Distance): Distance => (x, y) => Math.max(one(x, y), -hole(x, y))

/** What lies within half a width of the figure's edge. */
export const outline = (figure: Distance, width: number): Distance => (x, y) => Math.abs(figure(x, y)) - width / 2

/** A closed polygon: the distance to the nearest side; inside by the number of sides that a ray to the right crosses. */
export function polygon(corners: readonly Point[]): Distance {
  const sides = corners.map(([x, y], i) => {
    const [nextX, nextY] = corners[(i + 1) % corners.length]!
    const [alongX, alongY] = [nextX - x, nextY - y]
    return { x, y, alongX, alongY, perSquare: 1 / (alongX * alongX + alongY * alongY) }
  })
  return (x, y) => {
    let nearest = Infinity
    let inside = false
    for (const side of sides) {
      const fromX = x - side.x
      const fromY = y - side.y
      const share = Math.min(Math.max((fromX * side.alongX + fromY * side.alongY) * side.perSquare, 0), 1)
      const offX = fromX - share * side.alongX
      const offY = fromY - share * side.alongY
      nearest = Math.min(nearest, offX * offX + offY * offY)
      if (fromY < 0 !== fromY < side.alongY && fromX < (fromY / side.alongY) * side.alongX) inside = !inside
    }
    return inside ? -Math.sqrt(nearest) : Math.sqrt(nearest)
  }
}

/** A line that winds out from near the origin to the radius 1 in so many turns, with round ends. */
export function spiral(turns: number, width: number): Distance {
  const end = 2 * Math.PI * turns
  const start = width / 2
  const perAngle = (1 - width / 2 - start) / end
  const caps: readonly Point[] = [[start, 0], [(1 - width / 2) * Math.cos(end), (1 - width / 2) * Math.sin(end)]]
  return (x, y) => {
    const radius = length(x, y)
    const angle = Math.atan2(y, x)
    let nearest = Infinity
    for (const [capX, capY] of caps) nearest = Math.min(nearest, length(x - capX, y - capY))
    for (let along = angle < 0 ? angle + 2 * Math.PI : angle; along <= end; along += 2 * Math.PI) {
      nearest = Math.min(nearest, Math.abs(radius - start - perAngle * along))
    }
    return nearest - width / 2
  }
}
