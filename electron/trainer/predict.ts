import { phrase } from '#shared/base/phrase'
import { StudioProblem } from '#shared/base/problem'
import type { Job } from '#shared/contract/trainer'
import { predictPicture } from './ask/answers'
import { Asking } from './ask/asking'
import type { Host } from './host'
import { findWeights, readWeights } from './weights'

/** What is said of weights that leave it open how pictures become numbers. */
export const assumedNote = phrase('normalisationAssumed')

/** Says of each picture file what the network takes it for. A file that is no picture is told of, and the others go on. */
export async function predict({ weights, files, top }: Extract<Job, { kind: 'predict' }>, host: Host): Promise<void> {
  const asking = new Asking(host.engine)
  try {
    // What is wrong with the weights ends the job; only what is wrong with a picture is told of beside the others.
    const { normalisation } = await readWeights(await findWeights(weights))
    if (!normalisation) host.emit({ type: 'note', text: assumedNote, warning: true })
    for (const file of files) {
      if (await host.stopping()) break
      try {
        const { answers } = await predictPicture(asking, { weights, picture: { from: 'file', path: file }, top })
        host.emit({ type: 'predicted', file, classes: answers.map(({ name, probability }) => ({ name, probability })) })
      } catch (thrown) {
        if (!(thrown instanceof StudioProblem)) throw thrown
        host.emit({ type: 'refused', file, sentence: thrown.message })
      }
    }
    host.emit({ type: 'done', how: 'finished' })
  } finally {
    asking.close()
  }
}
