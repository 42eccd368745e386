import type { Engine, Serving } from '#electron/engine/engine'
import type { Handlers } from '#shared/contract/contract'
import type { exportArea } from '#shared/contract/export'
import { choiceOf } from '../ask/choice'
import { telling } from '../ask/telling'
import { exportWeights } from './exportWeights'

/** Takes trained networks away. `library` is the folder in which runs lie, by their ids. */
export function exportHandlers({ engine, library }: { engine: Engine & Serving; library: string }): Handlers<{ export: typeof exportArea }>['export'] {
  return {
    write: ({ weights, ...wish }, teller, { signal }) =>
      telling(teller, async () => {
        const stopping = () => new Promise<boolean>((answer) => setImmediate(() => answer(signal.aborted)))
        await exportWeights(engine, { ...wish, weights: choiceOf(library, weights) }, stopping, (event) => teller.event(event))
      }),
  }
}
