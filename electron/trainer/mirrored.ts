import { flip } from '#shared/augment/flip'
import type { Size } from '#shared/augment/size'
import type { Evaluator } from './scoring'

/** Test-time augmentation: an evaluator that takes the mean of the logits of each picture, of this size, and of its mirror image. */
export function withMirrored(program: Evaluator, size: Size): Evaluator {
  return {
    evaluate(batch) {
      const { images, labels, count } = batch
      const mirrored = images.slice()
      for (let at = 0; at < mirrored.length; at += mirrored.length / count) flip(mirrored, at, size)
      const { logits: other } = program.evaluate({ ...batch, images: mirrored })
      const logits = program.evaluate(batch).logits.map((logit, i) => (logit + other[i]!) / 2)
      return { logits, ...judged(logits, labels) }
    },
  }
}

/** Mean cross-entropy in nats, and how many of the largest logits are the labels'. */
function judged(logits: Float32Array, labels: Int32Array): { loss: number; correct: number } {
  const classes = logits.length / labels.length
  let [loss, correct] = [0, 0]
  labels.forEach((label, i) => {
    const row = logits.subarray(i * classes, (i + 1) * classes)
    const most = Math.max(...row)
    loss += most + Math.log(row.reduce((sum, logit) => sum + Math.exp(logit - most), 0)) - row[label]!
    if (row.indexOf(most) === label) correct++
  })
  return { loss: loss / labels.length, correct }
}
