import type { Evaluation } from '#electron/engine/engine'
import { inOrder, type PictureBatch } from '#electron/images/batches'
import type { Pictures } from '#electron/images/pictures'
import type { Score } from '#shared/contract/trainer'
import { topClasses } from '#shared/metrics/topClasses'

/** How a network answered for some pictures. */
export interface Scored {
  readonly score: Score
  /** The share of pictures whose class is among the five likeliest. */
  readonly topFive: number
  /** The likeliest class of each picture, in the order asked. */
  readonly answers: Int32Array
  /** The probability of each answer. */
  readonly confidence: Float32Array
}

/** Whoever waits for an answer: whether they still do, asked between batches, and how far it has come, in pictures. */
export interface Waiting {
  stopping(): Promise<boolean>
  progress(done: number, of: number): void
}

/** Activations of one batch should stay below this many bytes. */
const ACTIVATION_BYTES = 512 * 2 ** 20
const MOST_PICTURES = 500

/** How many pictures to evaluate at once, when one of them takes so many bytes of activations. */
export function evaluationBatch(activationBytes: number): number {
  return Math.max(1, Math.min(MOST_PICTURES, Math.floor(ACTIVATION_BYTES / Math.max(1, activationBytes))))
}

/** What answers for pictures: a program, or one that asks for them in several ways. */
export interface Evaluator {
  evaluate(batch: PictureBatch): Evaluation
}

/** Asks a network for these pictures, batch by batch, pausing in between. Gives undefined when it was stopped. */
export async function scorePictures(
  program: Evaluator, pictures: Pictures, indices: Uint32Array, batch: number, stopping: Waiting['stopping'], progress: Waiting['progress'] = () => undefined,
): Promise<Scored | undefined> {
  const confidence = new Float32Array(indices.length)
  const answers = new Int32Array(indices.length)
  let loss = 0
  let correct = 0
  let amongFive = 0
  let done = 0
  for (const { images, labels, count } of inOrder(pictures, indices, batch)) {
    if (await stopping()) return undefined
    const result = program.evaluate({ images, labels, count })
    const classes = result.logits.length / count
    for (let i = 0; i < count; i++) {
      const logits = result.logits.subarray(i * classes, (i + 1) * classes)
      const five = topClasses(logits, 5)
      confidence[done + i] = largestProbability(logits)
      answers[done + i] = five[0]!
      if (five.includes(labels[i]!)) amongFive++
    }
    loss += result.loss * count
    correct += result.correct
    done += count
    progress(done, indices.length)
  }
  return { score: { loss: loss / done, accuracy: correct / done }, topFive: amongFive / done, answers, confidence }
}

/** The largest value of the softmax: 1 / Σ e^(logit - largest). */
function largestProbability(logits: Float32Array): number {
  const most = logits.reduce((a, b) => Math.max(a, b))
  return 1 / logits.reduce((sum, logit) => sum + Math.exp(logit - most), 0)
}
