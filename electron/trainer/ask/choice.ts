import type { WeightsOf } from '#shared/contract/ask'
import type { WeightsChoice } from '#shared/contract/trainer'
import { join } from 'node:path'

/** Where the weights lie that a window names; `library` is the folder in which runs lie, by their ids. */
export function choiceOf(library: string, weights: WeightsOf): WeightsChoice {
  return weights.from === 'run' ? { run: join(library, 'runs', weights.id), which: weights.which } : { file: weights.path, ...(weights.graph && { graph: weights.graph }) }
}
