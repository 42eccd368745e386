import { describe, expect, it } from 'vitest'
import { withMirrored } from '#electron/trainer/mirrored'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { engineFolder } from '../../helpers/engine'
import { readGolden } from '../../helpers/golden'
import { difference, largest } from '../../helpers/near'

const withBytes = readGolden('plans').filter(({ steps }) => steps[0]!.batch.images instanceof Uint8Array)

describe('test-time augmentation', () => {
  it.each(withBytes)("gives PyTorch's mean of the logits of the pictures and of their mirror images: $name", async ({ graph, plan, pictures, steps, evaluation }) => {
    const program = await openTensorFlow(engineFolder()).compile(graph, plan, pictures)
    program.writeWeights(steps.at(-1)!.weights)
    const batch = { ...steps[0]!.batch, images: Uint8Array.from(steps[0]!.batch.images), labels: Int32Array.from(steps[0]!.batch.labels) }
    const before = batch.images.slice()
    const { logits } = withMirrored(program, pictures).evaluate(batch)
    expect(difference(logits, evaluation.mirrored!) / largest(evaluation.mirrored!)).toBeLessThan(5e-6)
    expect(difference(logits, evaluation.logits), 'the mirror images answer differently').toBeGreaterThan(1e-3)
    expect(batch.images, 'the pictures are left as they were').toEqual(before)
    program.dispose()
  })

  it('scores the means: cross-entropy of their softmax, and how many of the largest are right', () => {
    const size = { height: 1, width: 2, channels: 1 }
    // Answers with the first pixel as the logit of class 1, so that the mean is that of both pixels.
    const program = { evaluate: ({ images, count }: { images: Uint8Array; count: number }) => ({ loss: 0, correct: 0, logits: Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 ? images[i - 1]! : 1)) }) }
    const { loss, correct, logits } = withMirrored(program, size).evaluate({ images: Uint8Array.of(0, 4, 1, 0), labels: Int32Array.of(1, 1), count: 2 })
    expect([...logits]).toEqual([1, 2, 1, 0.5])
    expect(correct).toBe(1)
    expect(loss).toBeCloseTo((Math.log(1 + Math.exp(-1)) + Math.log(1 + Math.exp(0.5))) / 2, 6)
  })
})
