import type { Random } from '#shared/base/random'
import type { Canvas, Paint } from './canvas'
import { between, chance, pick } from './chance'
import { anyColour, apart, beside, toRgb, type Colour } from './colour'
import { disc, segment, type Distance } from './distances'
import { patterns, type Pattern } from './patterns'

/** Kinds of backgrounds and of fillings; what stands twice is twice as likely. */
const { plain, gradient, glow, stripes, waves, checks, dots, blotches } = patterns
type PatternMaker = (source: Random, side: number) => Pattern
const backgrounds: readonly [PatternMaker, ...PatternMaker[]] = [plain, plain, gradient, gradient, glow, glow, stripes, waves, checks, dots, blotches, blotches]
const fillings: readonly [PatternMaker, ...PatternMaker[]] = [plain, plain, plain, plain, gradient, gradient, gradient, glow, glow, stripes]

/** Paints one picture: a background, marks that mean nothing, and the thing, whose size, place, turn and colours are by chance like all else. */
export function paintScene(canvas: Canvas, thing: Distance, source: Random): void {
  const faint = chance(source, 0.15)
  const ground = anyColour(source, 0.13)
  const otherGround = beside(ground, faint ? between(source, 0.03, 0.07) : between(source, 0.05, 0.14), source)
  const body = apart([ground, otherGround], faint ? { least: 0.11, most: 0.18 } : { least: 0.3, most: 0.8 }, source)
  canvas.fill(paintOf(ground, otherGround, pick(source, backgrounds)(source, canvas.side)))
  const mark = () => paintMark(canvas, beside(ground, between(source, 0.08, 0.2), source), source)
  for (let marks = chance(source, 0.4) ? 1 + source.below(3) : 0; marks > 0; marks--) mark()
  paintThing(canvas, thing, { ground, body }, source)
  if (chance(source, 0.15)) mark()
}

function paintThing(canvas: Canvas, thing: Distance, { ground, body }: { ground: Colour; body: Colour }, source: Random): void {
  const radius = between(source, 8.5, 14)
  const [x, y] = [between(source, radius - 1, canvas.side - radius + 1), between(source, radius - 1, canvas.side - radius + 1)]
  const placed = place(thing, { x, y, radius, turn: chance(source, 0.1) ? between(source, -Math.PI, Math.PI) : between(source, -0.3, 0.3), stretch: between(source, 0.94, 1.06) })
  const bounds = { x, y, reach: 1.07 * radius + 1 }
  if (chance(source, 0.25)) {
    const [right, down] = [between(source, -1.5, 1.5), between(source, 0.8, 1.8)]
    canvas.stamp((px, py) => placed(px - right, py - down) / 3, onePaint([0.1, 0, 0]), 0.4, { x, y, reach: radius + 5 })
  }
  const away = between(source, 0.3, 0.7)
  const other: Colour = [body[0] + away * (body[0] - ground[0]), body[1] + away * (body[1] - ground[1]), body[2] + away * (body[2] - ground[2])]
  canvas.stamp(placed, paintOf(body, other, pick(source, fillings)(source, canvas.side)), 1, bounds)
  if (chance(source, 0.2)) canvas.stamp((px, py) => Math.abs(placed(px, py) + 0.6) - 0.6, onePaint([Math.max(body[0] - 0.25, 0.05), body[1], body[2]]), 0.8, bounds)
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
    canvas.stamp(segment([x - right, y - down], [x + right, y + down], between(source, 0.8, 1.8)), paint, 0.9, { x, y, reach: reach + 2 })
  }
}

/** The figure at a place of the canvas, distances in pixels; a stretch makes it a little longer one way and shorter the other. */
function place(thing: Distance, { x, y, radius, turn, stretch }: { x: number; y: number; radius: number; turn: number; stretch: number }): Distance {
  const [cosine, sine] = [Math.cos(turn), Math.sin(turn)]
  const [across, down] = [1 / (radius * stretch), stretch / radius]
  return (px, py) => radius * thing(((px - x) * cosine + (py - y) * sine) * across, ((py - y) * cosine - (px - x) * sine) * down)
}

const paintOf = (first: Colour, second: Colour, pattern: Pattern): Paint => ({ pattern, first: toRgb(first), second: toRgb(second) })
const onePaint = (colour: Colour): Paint => paintOf(colour, colour, plain())
