import type { Engine } from '#electron/engine/engine'
import { asProblem } from '#shared/base/problem'
import type { askArea, WeightsOf } from '#shared/contract/ask'
import type { Handlers, Teller } from '#shared/contract/contract'
import type { Signal } from '#shared/contract/signal'
import type { WeightsChoice } from '#shared/contract/trainer'
import { join } from 'node:path'
import type { Waiting } from '../scoring'
import { explainPicture, featureMapsOf, predictPicture } from './answers'
import { Asking } from './asking'
import { evaluateWeights } from './evaluate'
import { Neighbours } from './nearest'

/** Answers questions to trained networks. `library` is the folder in which runs lie, by their ids. Between batches others have their turn. */
export function askHandlers({ engine, library }: { engine: Engine; library: string }): Handlers<{ ask: typeof askArea }>['ask'] {
  const asking = new Asking(engine)
  const neighbours = new Neighbours(asking)
  const choiceOf = (weights: WeightsOf): WeightsChoice =>
    weights.from === 'run' ? { run: join(library, 'runs', weights.id), which: weights.which } : { file: weights.path, ...(weights.graph && { graph: weights.graph }) }

  return {
    evaluate: ({ weights, ...wish }, teller, { signal }) =>
      telling(teller, async () => {
        const waiting = waitingFor(signal, (done, of) => teller.event({ type: 'progress', done, of }))
        const evaluation = await evaluateWeights(asking, { ...wish, weights: choiceOf(weights) }, waiting)
        if (evaluation) teller.event({ type: 'evaluated', evaluation })
      }),
    async predict({ weights, picture, top }) {
      const { answers, seen, milliseconds } = await predictPicture(asking, { weights: choiceOf(weights), picture, top })
      return { answers, seen, milliseconds }
    },
    async explain({ weights, ...asked }) {
      const { node, class: chosen, height, width, heat } = await explainPicture(asking, { ...asked, weights: choiceOf(weights) })
      return { node, class: chosen, height, width, heat }
    },
    featureMaps: ({ weights, ...asked }) => featureMapsOf(asking, { ...asked, weights: choiceOf(weights) }),
    prepareNearest: ({ weights }, teller, { signal }) =>
      telling(teller, () => neighbours.prepare(choiceOf(weights), waitingFor(signal, (done, of) => teller.event({ done, of })))),
    nearest: ({ weights, ...asked }, { signal }) => neighbours.find({ ...asked, weights: choiceOf(weights) }, waitingFor(signal)),
  }
}

/** Work whose progress is told; what goes wrong ends the stream. */
async function telling<E>(teller: Teller<Record<never, never>, E>, work: () => Promise<void>): Promise<void> {
  teller.snapshot({})
  try {
    await work()
    teller.end()
  } catch (thrown) {
    const { code, sentence, hint } = asProblem(thrown)
    teller.end({ code, sentence, hint })
  }
}

/** Between batches whatever else waits in this process has its turn. */
function waitingFor(signal: Signal, progress: Waiting['progress'] = () => undefined): Waiting {
  return { stopping: () => new Promise((answer) => setImmediate(() => answer(signal.aborted))), progress }
}
