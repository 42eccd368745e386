/** An axis over some values: where each stands, 0 to 1, and a few round marks on it. */
export interface AxisOf {
  readonly ticks: readonly number[]
  place(value: number): number
}

/** From this ratio of the largest to the least on, positive values stand on a logarithmic axis. */
const WIDE = 20

/** The axis over these values, with a little room at both ends. `spread`: logarithmic where they are positive and widely spread. */
export function ticksOf(values: readonly number[], { spread = false } = {}): AxisOf {
  const [least, most] = values.length ? [Math.min(...values), Math.max(...values)] : [0, 1]
  if (spread && least > 0 && most / least >= WIDE) {
    const [from, to] = [Math.log10(least), Math.log10(most)]
    const room = (to - from) * 0.04
    const ticks = Array.from({ length: Math.floor(to + room) - Math.ceil(from - room) + 1 }, (_, i) => 10 ** (Math.ceil(from - room) + i)).map((tick) => Number(tick.toPrecision(12)))
    return { ticks, place: (value) => (Math.log10(value) - from + room) / (to - from + 2 * room) }
  }
  const size = most - least || Math.abs(most) || 1
  const [from, to] = [least - size * 0.06, most + size * 0.06]
  const step = roundStep((to - from) / 4)
  const first = Math.ceil(from / step)
  const ticks = Array.from({ length: Math.floor(to / step) - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)))
  return { ticks, place: (value) => (value - from) / (to - from) }
}

/** The round number next above: 1, 2 or 5 times a power of ten. */
function roundStep(step: number): number {
  const power = 10 ** Math.floor(Math.log10(step))
  return power * [1, 2, 5, 10].find((multiple) => multiple * power >= step * (1 - 1e-9))!
}
