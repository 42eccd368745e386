import type { Random } from '#shared/base/random'

/** A number from `low` up to `high`. */
export const between = (source: Random, low: number, high: number) => low + (high - low) * source.uniform()

/** True with this probability. */
export const chance = (source: Random, probability: number) => source.uniform() < probability

/** One of these, each as likely as the others. */
export const pick = <T>(source: Random, options: readonly [T, ...T[]]): T => options[source.below(options.length)] ?? options[0]

/** How far a place lies along a direction that is drawn once. */
export function direction(source: Random): (x: number, y: number) => number {
  const angle = between(source, 0, 2 * Math.PI)
  const [cosine, sine] = [Math.cos(angle), Math.sin(angle)]
  return (x, y) => x * cosine + y * sine
}
