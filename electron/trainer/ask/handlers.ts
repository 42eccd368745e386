import type { Engine } from '#electron/engine/engine'
import type { askArea } from '#shared/contract/ask'
import type { Handlers } from '#shared/contract/contract'
import type { Signal } from '#shared/contract/signal'
import type { Waiting } from '../scoring'
import { explainPicture, featureMapsOf, predictPicture } from './answers'
import { Asking } from './asking'
import { choiceOf } from './choice'
import { contentsOf } from './contents'
import { evaluateWeights } from './evaluate'
import { Neighbours } from './nearest'
import { telling } from './telling'

/** Answers questions to trained networks. `library` is the folder in which runs lie, by their ids. Between batches others have their turn. */
export function askHandlers({ engine, library }: { engine: Engine; library: string }): Handlers<{ ask: typeof askArea }>['ask'] {
  const asking = new Asking(engine)
  const neighbours = new Neighbours(asking)

  return {
    contents: ({ weights }) => contentsOf(choiceOf(library, weights)),
    evaluate: ({ weights, ...wish }, teller, { signal }) =>
      telling(teller, async () => {
        const waiting = waitingFor(signal, (done, of) => teller.event({ type: 'progress', done, of }))
        const evaluation = await evaluateWeights(asking, { ...wish, weights: choiceOf(library, weights) }, waiting)
        if (evaluation) teller.event({ type: 'evaluated', evaluation })
      }),
    async predict({ weights, picture, top }) {
      const { answers, seen, milliseconds } = await predictPicture(asking, { weights: choiceOf(library, weights), picture, top })
      return { answers, seen, milliseconds }
    },
    async explain({ weights, ...asked }) {
      const { node, class: chosen, height, width, heat } = await explainPicture(asking, { ...asked, weights: choiceOf(library, weights) })
      return { node, class: chosen, height, width, heat }
    },
    featureMaps: ({ weights, ...asked }) => featureMapsOf(asking, { ...asked, weights: choiceOf(library, weights) }),
    prepareNearest: ({ weights }, teller, { signal }) =>
      telling(teller, () => neighbours.prepare(choiceOf(library, weights), waitingFor(signal, (done, of) => teller.event({ done, of })))),
    nearest: ({ weights, ...asked }, { signal }) => neighbours.find({ ...asked, weights: choiceOf(library, weights) }, waitingFor(signal)),
  }
}

/** Between batches whatever else waits in this process has its turn. */
function waitingFor(signal: Signal, progress: Waiting['progress'] = () => undefined): Waiting {
  return { stopping: () => new Promise((answer) => setImmediate(() => answer(signal.aborted))), progress }
}
