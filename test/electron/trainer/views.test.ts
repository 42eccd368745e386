import { describe, expect, it } from 'vitest'
import { withViews } from '#electron/trainer/views'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { views } from '#shared/metrics/views'
import { engineFolder } from '../../helpers/engine'
import { readGolden, type Golden } from '../../helpers/golden'
import { difference, largest } from '../../helpers/near'

const withBytes = ['plans', 'sizes'].flatMap(readGolden).filter(({ evaluation }) => evaluation.batch.images instanceof Uint8Array)

describe('test-time augmentation', () => {
  const opened = async ({ graph, plan, pictures, steps, evaluation: { batch } }: Golden) => {
    const program = await openTensorFlow(engineFolder()).compile(graph, plan, pictures)
    program.writeWeights(steps.at(-1)!.weights)
    return { program, batch: { ...batch, images: Uint8Array.from(batch.images), labels: Int32Array.from(batch.labels) } }
  }

  it.each(withBytes)("gives PyTorch's mean of the logits of the pictures and of their mirror images: $name", async (golden) => {
    const { program, batch } = await opened(golden)
    const { pictures, evaluation } = golden
    const before = batch.images.slice()
    const { logits } = withViews(program, pictures, 'flip').evaluate(batch)
    expect(difference(logits, evaluation.mirrored!) / largest(evaluation.mirrored!)).toBeLessThan(5e-6)
    expect(difference(logits, evaluation.logits), 'the mirror images answer differently').toBeGreaterThan(1e-3)
    expect(batch.images, 'the pictures are left as they were').toEqual(before)
    program.dispose()
  })

  it.each(withBytes.filter(({ evaluation }) => evaluation.shifted))("gives PyTorch's mean over six views, with shifts by one pixel: $name", async (golden) => {
    const { program, batch } = await opened(golden)
    const { pictures, evaluation } = golden
    const { logits } = withViews(program, pictures, 'shifts').evaluate(batch)
    expect(difference(logits, evaluation.shifted!) / largest(evaluation.shifted!)).toBeLessThan(5e-6)
    expect(difference(logits, evaluation.mirrored!), 'the shifted pictures answer differently').toBeGreaterThan(1e-3)
    program.dispose()
  })

  it('weighs the views of each kind so that they come to one', () => {
    for (const { shown } of Object.values(views)) expect(shown.reduce((sum, { weight }) => sum + weight, 0)).toBe(1)
  })

  // Answers with the first pixel as the logit of class 1, so that the mean is that of both pixels.
  const size = { height: 1, width: 2, channels: 1 }
  const program = { evaluate: ({ images, count }: { images: Uint8Array; count: number }) => ({ loss: 7, correct: 0, logits: Float32Array.from({ length: 2 * count }, (_, i) => (i % 2 ? images[i - 1]! : 1)) }) }
  const batch = { images: Uint8Array.of(0, 4, 1, 0), labels: Int32Array.of(1, 1), count: 2 }

  it('scores the means: cross-entropy of their softmax, and how many of the largest are right', () => {
    const { loss, correct, logits } = withViews(program, size, 'flip').evaluate(batch)
    expect([...logits]).toEqual([1, 2, 1, 0.5])
    expect(correct).toBe(1)
    expect(loss).toBeCloseTo((Math.log(1 + Math.exp(-1)) + Math.log(1 + Math.exp(0.5))) / 2, 6)
  })

  it('is the network itself where pictures are asked for as they are', () => {
    expect(withViews(program, size, 'none').evaluate(batch)).toEqual(program.evaluate(batch))
  })
})
