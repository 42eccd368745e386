import { cropMirrored } from '#shared/augment/crop'
import { flip } from '#shared/augment/flip'
import type { Size } from '#shared/augment/size'
import { views, type View, type ViewsName } from '#shared/metrics/views'
import type { Evaluator } from './scoring'

/** Test-time augmentation: an evaluator that takes the weighted mean of the logits of these views of each picture, which is of this size. */
export function withViews(program: Evaluator, size: Size, name: ViewsName): Evaluator {
  if (name === 'none') return program
  return {
    evaluate(batch) {
      const answers = views[name].shown.map((view) => ({ view, ...program.evaluate({ ...batch, images: seenIn(view, batch.images, batch.count, size) }) }))
      const logits = answers[0]!.logits.map((_, i) => answers.reduce((sum, { view, logits: given }) => sum + view.weight * given[i]!, 0))
      return { logits, ...judged(logits, batch.labels) }
    },
  }
}

/** Copies of so many pictures in this view. */
function seenIn({ down, right, mirrored }: View, images: Uint8Array, count: number, size: Size): Uint8Array {
  const seen = new Uint8Array(images.length)
  for (let at = 0; at < seen.length; at += seen.length / count) {
    cropMirrored(images, at, seen, at, size, { down, right })
    if (mirrored) flip(seen, at, size)
  }
  return seen
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
