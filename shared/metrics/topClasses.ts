/** The indices of the `count` largest values, largest first; of equal ones the first in order. */
export function topClasses(values: ArrayLike<number>, count: number): number[] {
  return Array.from(values, (_, index) => index)
    .sort((a, b) => values[b]! - values[a]! || a - b)
    .slice(0, count)
}
