import type { Random } from '#shared/base/random'
import type { Canvas, Paint } from './canvas'
import { between, chance, pick } from './chance'
import { anyColour, apart, beside, toRgb, type Colour } from './colour'
import { disc, segment, type Distance } from './distances'
import { patterns, type Pattern } from './patterns'

/** What backgrounds and things are filled with; what stands here twice is twice as likely. */
const grounds = ['plain', 'plain', 'gradient', 'gradient', 'glow', 'glow', 'blotches', 'blotches', 'stripes', 'waves', 'checks', 'dots'] as const
const fillings = ['plain', 'plain', 'plain', 'plain', 'gradient', 'gradient', 'gradient', 'glow', 'glow', 'stripes'] as const

/** Paints one picture: a background, marks that mean nothing, and the thing; size, place, turn, colours and all else by chance. */
export function paintScene(canvas: Canvas, thing: Distance, source: Random): void {
  const faint = chance(source, 0.15)
  const ground = anyColour(source, 0.13)
  const otherGround = beside(ground, faint ? between(source, 0.03, 0.07) : between(source, 0.05, 0.14), source)
  const body = apart([ground, otherGround], faint ? { least: 0.11, most: 0.18 } : { least: 0.3, most: 0.8 }, source)
  canvas.fill(paintOf(ground, otherGround, patterns[pick(source, grounds)](source, canvas.side)))
  const mark = () => paintMark(canvas, beside(ground, between(source, 0.08, 0.2), source), source)
  for (let marks = chance(source, 0.4) ? 1 + source.below(3) : 0; marks > 0; marks--) mark()
  paintThing(canvas, thing, { ground, body }, source)
  if (chance(source, 0.15)) mark()
}

/** Paints the thing, some with a shadow beneath or a dark rim. */
function paintThing(canvas: Canvas, thing: Distance, { ground, body }: { ground: Colour; body: Colour }, source: Random): void {
  const radius = between(source, 8.5, 14)
  const [x, y] = [between(source, radius - 1, canvas.side - radius + 1), between(source, radius - 1, canvas.side - radius + 1)]
  const turn = chance(source, 0.1) ? between(source, -Math.PI, Math.PI) : between(source, -0.3, 0.3)
  const placed = place(thing, { x, y, radius, turn, stretch: between(source, 0.94, 1.06) })
  const bounds = { x, y, reach: 1.07 * radius + 1 }
  if (chance(source, 0.25)) {
    const [right, down] = [between(source, -1.5, 1.5), between(source, 0.8, 1.8)]
    const blurred: Distance = (px, py) => placed(px - right, py - down) / 3
    canvas.stamp(blurred, onePaint([0.1, 0, 0]), 0.4, { x, y, reach: radius + 5 })
  }
  const filling = patterns[pick(source, fillings)](source, canvas.side)
  canvas.stamp(placed, paintOf(body, beyond(ground, body, between(source, 0.3, 0.7)), filling), 1, bounds)
  if (chance(source, 0.2)) {
    const rim: Distance = (px, py) => Math.abs(placed(px, py) + 0.6) - 0.6
    canvas.stamp(rim, onePaint([Math.max(body[0] - 0.25, 0.05), body[1], body[2]]), 0.8, bounds)
  }
}

/** A short line or a small dot. */
function paintMark(canvas: Canvas, colour: Colour, source: Random): void {
  const [x, y] = [between(source, 0, canvas.side), between(source, 0, canvas.side)]
  const paint = onePaint(colour)
  if (chance(source, 0.5)) {
    const radius = between(source, 0.8, 2)
    canvas.stamp(disc(radius, [x, y]), paint, 0.9, { x, y, reach: radius + 1 })
  } else {
    const reach = between(source, 4, 14)
    const angle = between(source, 0, Math.PI)
    const [right, down] = [reach * Math.cos(angle), reach * Math.sin(angle)]
    const line = segment([x - right, y - down], [x + right, y + down], between(source, 0.8, 1.8))
    canvas.stamp(line, paint, 0.9, { x, y, reach: reach + 2 })
  }
}

interface Place {
  /** The middle, in pixels. */
  readonly x: number
  readonly y: number
  /** Pixels for the figure's length 1. */
  readonly radius: number
  /** Radians, clockwise. */
  readonly turn: number
  /** So much longer one way, and as much shorter the other. */
  readonly stretch: number
}

/** The figure at a place of the canvas, with distances in pixels. */
function place(figure: Distance, { x, y, radius, turn, stretch }: Place): Distance {
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)]
  const [across, along] = [1 / (radius * stretch), stretch / radius]
  return (px, py) => {
    const [right, down] = [px - x, py - y]
    return radius * figure((right * cosine + down * sine) * across, (down * cosine - right * sine) * along)
  }
}

/** The colour that lies further on the way from one to another, by so much of it. */
const beyond = (from: Colour, to: Colour, share: number): Colour =>
  [to[0] + share * (to[0] - from[0]), to[1] + share * (to[1] - from[1]), to[2] + share * (to[2] - from[2])]

const paintOf = (first: Colour, second: Colour, pattern: Pattern): Paint => ({ pattern, first: toRgb(first), second: toRgb(second) })
const onePaint = (colour: Colour): Paint => paintOf(colour, colour, patterns.plain())
