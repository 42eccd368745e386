import type { Random } from '#shared/base/random'
import { between, direction } from './chance'
import { length } from './distances'

/** How much of the second of two colours a place has, 0 to 1; x and y in pixels. */
export type Pattern = (x: number, y: number) => number

type MakePattern = (source: Random, side: number) => Pattern

/** What a background can be, or what fills a thing. */
export const patterns = { plain, gradient, glow, stripes, waves, checks, dots, blotches } satisfies Record<string, MakePattern>

function plain(): Pattern {
  return () => 0
}

function gradient(source: Random, side: number): Pattern {
  const along = direction(source)
  return (x, y) => clamp(0.5 + along(x - side / 2, y - side / 2) / (1.2 * side))
}

function glow(source: Random, side: number): Pattern {
  const centreX = side * source.uniform()
  const centreY = side * source.uniform()
  const reach = side * between(source, 0.6, 1.2)
  return (x, y) => clamp(length(x - centreX, y - centreY) / reach)
}

function stripes(source: Random): Pattern {
  const along = direction(source)
  const period = between(source, 4, 13)
  const share = between(source, 0.35, 0.65)
  return (x, y) => band(along(x, y), period, share)
}

function waves(source: Random): Pattern {
  const along = direction(source)
  const period = between(source, 5, 11)
  const swing = between(source, 1.5, 3.5)
  const winding = between(source, 0.25, 0.55)
  return (x, y) => band(along(x, y) + swing * Math.sin(winding * along(-y, x)), period, 0.5)
}

function checks(source: Random): Pattern {
  const along = direction(source)
  const period = between(source, 7, 16)
  return (x, y) => {
    const one = band(along(x, y), period, 0.5)
    const other = band(along(-y, x), period, 0.5)
    return one + other - 2 * one * other
  }
}

function dots(source: Random): Pattern {
  const along = direction(source)
  const period = between(source, 4.5, 8)
  const radius = period * between(source, 0.2, 0.3)
  return (x, y) => clamp(radius + 0.5 - length(fromMiddle(along(x, y), period), fromMiddle(along(-y, x), period)))
}

/** Two octaves of value noise: random numbers on a grid, smoothly between them. */
function blotches(source: Random, side: number): Pattern {
  const cell = between(source, 5, 10)
  const across = Math.ceil((2 * side) / cell) + 2
  const grid = Float32Array.from({ length: across * across }, () => source.uniform())
  const octave = (x: number, y: number) => {
    const column = Math.floor(x)
    const row = Math.floor(y)
    const right = smooth(x - column)
    const down = smooth(y - row)
    const at = row * across + column
    const upper = grid[at]! + (grid[at + 1]! - grid[at]!) * right
    const lower = grid[at + across]! + (grid[at + across + 1]! - grid[at + across]!) * right
    return upper + (lower - upper) * down
  }
  return (x, y) => clamp(1.6 * (0.65 * octave(x / cell, y / cell) + 0.35 * octave((2 * x) / cell, (2 * y) / cell)) - 0.3)
}

const clamp = (value: number) => Math.min(Math.max(value, 0), 1)
const smooth = (share: number) => share * share * (3 - 2 * share)

/** The distance to the middle of the period that a place lies in, with its sign. */
const fromMiddle = (along: number, period: number) => along - period * (Math.floor(along / period) + 0.5)

/** 1 in the middle of each period, over this share of it, with an edge of one pixel. */
const band = (along: number, period: number, share: number) => clamp((share * period) / 2 + 0.5 - Math.abs(fromMiddle(along, period)))
