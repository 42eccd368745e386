import { shallowRef, type ShallowRef } from 'vue'

/** A part of an x axis. */
export type Range = readonly [from: number, to: number]

/** The x axis of charts that belong together: where the pointer is on it, and which part of it is shown. */
export interface LinkedAxis {
  readonly at: Readonly<ShallowRef<number | undefined>>
  move(to: number | undefined): void
  /** The part that a person zoomed to; none while all is shown. */
  readonly range: Readonly<ShallowRef<Range | undefined>>
  zoom(to: Range | undefined): void
}

export function createLinkedAxis(): LinkedAxis {
  const at = shallowRef<number>()
  const range = shallowRef<Range>()
  return { at, move: (to) => (at.value = to), range, zoom: (to) => (range.value = to) }
}

/** A zoom shows no less than this share of the whole axis. */
const LEAST = 1e-4

/** The range `factor` times as wide in which `at` stays where it is, inside the whole axis; undefined when that is all of it. */
export function zoomed([from, to]: Range, at: number, factor: number, whole: Range): Range | undefined {
  return within([at - (at - from) * factor, at + (to - at) * factor], whole)
}

/** This part of the whole axis, in order; undefined when it is all of it. */
export function within([one, other]: Range, [from, to]: Range): Range | undefined {
  const [low, high] = [Math.max(from, Math.min(one, other)), Math.min(to, Math.max(one, other))]
  const short = (to - from) * LEAST - (high - low)
  const wide: Range = short > 0 ? [low - short / 2, high + short / 2] : [low, high]
  return wide[0] <= from && wide[1] >= to ? undefined : wide
}

/** A round number from `end` on, at most half again as large, so that an axis grows seldom while figures come: 1, 1.5, 2, 3, 4, 6, 8 times a power of ten. */
export function roomFor(end: number): number {
  if (!(end > 0)) return 1
  const power = 10 ** Math.floor(Math.log10(end))
  return power * [1, 1.5, 2, 3, 4, 6, 8, 10].find((multiple) => multiple * power >= end * (1 - 1e-9))!
}
