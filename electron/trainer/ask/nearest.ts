import { copiesOf } from '#electron/images/pictures'
import { problem, StudioProblem } from '#shared/base/problem'
import type { WeightsChoice } from '#shared/contract/trainer'
import { nearestRows } from '#shared/metrics/neighbours'
import type { Waiting } from '../scoring'
import { findWeights, type FoundWeights } from '../weights'
import type { Asking } from './asking'
import { featuresOf, rowsOf, type Features, type Trained } from './features'
import { withPicture, type AskedPicture } from './pictures'
import { Recent } from './recent'

/** The training pictures that a run's network sees as most like a picture: nearest by cosine in the last hidden layer. */
export class Neighbours {
  /** Those of the last checkpoint asked stay in memory. */
  private readonly features = new Recent<Features>(1, () => undefined)

  constructor(private readonly asking: Asking) {}

  /** Computes the features of a checkpoint, unless they are kept already. Throws as `find` does. */
  async prepare(weights: WeightsChoice, waiting: Waiting): Promise<void> {
    await this.withFeatures(await findWeights(weights), waiting, () => undefined)
  }

  /** Throws neighboursOfFile, dataChanged, and answerGivenUp when it was stopped. */
  async find({ weights, picture, count }: { weights: WeightsChoice; picture: AskedPicture; count: number }, waiting: Waiting) {
    const { found, query } = await withPicture(this.asking, weights, picture, (question) => ({ found: question.found, query: rowsOf(question.loaded, question.seen, 1) }))
    return this.withFeatures(found, waiting, (features, { data }) => {
      const { training } = data.set
      const { labels, height, width, channels } = training
      const neighbours = nearestRows(features.rows, query, count).map(({ row, similarity }) => {
        const number = features.numbers[row]!
        return { number, label: labels[number]!, similarity }
      })
      const bytes = copiesOf(training, neighbours.map(({ number }) => number))
      return { neighbours, sheet: { count: neighbours.length, height, width, channels, bytes } }
    })
  }

  private withFeatures<R>(found: FoundWeights, waiting: Waiting, work: (features: Features, trained: Trained) => R): Promise<R> {
    const { from } = found
    if (!from) throw problem('neighboursOfFile', { file: found.file })
    return this.asking.withData(from.run.data.source, (data) => {
      if (data.hash('training') !== from.run.data.hash) throw problem('dataChanged', { folder: from.folder })
      return this.asking.withNetwork(found, data, async (loaded) => {
        const trained = { from, loaded, data }
        const compute = () => this.features.use(found.identity, () => featuresOf(trained, waiting), async (features) => {
          // They may be there by the work of another; who has given up gets no answer all the same.
          if (await waiting.stopping()) throw problem('answerGivenUp')
          return work(features, trained)
        })
        return compute().catch(async (thrown: unknown) => {
          // Whoever began to compute them may give up while another one waits for them too; that one goes on by itself.
          if (!(thrown instanceof StudioProblem && thrown.code === 'answerGivenUp') || (await waiting.stopping())) throw thrown
          return compute()
        })
      })
    })
  }
}
