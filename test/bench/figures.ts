/** The middle value; of an even number, the mean of the two in the middle. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const half = sorted.length >> 1
  return sorted.length % 2 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2
}

/** A row of a bench: what was measured, what came out, what is to be held. */
export type Tell = (what: string, measured: string, hold: string) => void

export const whole = (value: number): string => Math.round(value).toLocaleString('en')

export const wait = (milliseconds: number): Promise<void> => new Promise((later) => setTimeout(later, milliseconds))
