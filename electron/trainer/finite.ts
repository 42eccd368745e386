import type { Weights } from '#electron/engine/engine'

/** The name of the first tensor with a value that is no number or infinite; undefined where there is none. */
export function notFinite(weights: Weights): string | undefined {
  for (const [name, { data }] of weights) for (let i = 0; i < data.length; i++) if (!Number.isFinite(data[i])) return name
  return undefined
}
