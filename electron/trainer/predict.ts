import type { ImageFacts } from '#electron/engine/engine'
import { readPicture } from '#electron/images/decode'
import { StudioProblem } from '#shared/base/problem'
import type { Job } from '#shared/contract/trainer'
import { factsOf } from '#shared/graph/facts'
import { topClasses } from '#shared/metrics/topClasses'
import { defaultPlan } from '#shared/plan/plan'
import type { Host } from './host'
import { chosenWeights } from './weights'

/** Says of each picture file what the network takes it for. A file that is no picture is told of, and the others go on. */
export async function predict(job: Extract<Job, { kind: 'predict' }>, host: Host): Promise<void> {
  const { graph, weights, images: known, classes, run } = await chosenWeights(job.weights)
  const { input, classes: outputs } = factsOf(graph)
  const [channels, height, width] = input as [number, number, number]
  // Pictures are brought to the size that the network was trained on, not to its input: what it learned from was resized in the graph too.
  const images: ImageFacts = known ?? { height, width, channels, mean: new Array<number>(channels).fill(0.5), deviation: new Array<number>(channels).fill(0.25) }
  if (!known) host.emit({ type: 'note', text: 'The weights do not say how pictures were normalised; mean 0.5 and deviation 0.25 are taken for every channel.', warning: true })
  const names = classes ?? Array.from({ length: outputs }, (_, index) => `class ${index}`)

  const program = await host.engine.compile(graph, run?.plan ?? defaultPlan, images)
  try {
    program.writeWeights(weights)
    for (const file of job.files) {
      if (await host.stopping()) break
      try {
        const picture = await readPicture(file, { height: images.height, width: images.width, channels: 3 })
        const probabilities = program.predict(picture, 1)
        host.emit({ type: 'predicted', file, classes: topClasses(probabilities, job.top).map((index) => ({ name: names[index]!, probability: probabilities[index]! })) })
      } catch (thrown) {
        if (!(thrown instanceof StudioProblem)) throw thrown
        host.emit({ type: 'refused', file, sentence: thrown.message })
      }
    }
    host.emit({ type: 'done', how: 'finished' })
  } finally {
    program.dispose()
  }
}
