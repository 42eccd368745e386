import { expect } from 'vitest'
import type { Program } from '#electron/engine/engine'
import type { Golden } from './golden'
import { difference, largest, tooFar, type Tolerance } from './near'

// PyTorch's values are of float64. A gradient that is 0, as that of a bias in front of a normalisation, is noise in float32: hence the absolute part.
export const oneStep: Tolerance = { relative: 5e-6, absolute: 5e-7 }
export const tenSteps: Tolerance = { relative: 1e-5, absolute: 2e-6 }

/** That a program's steps are PyTorch's: loss, hits, norm of the gradients, and the weights that come of them. */
export function expectSteps(program: Program, { start, steps }: Golden, tolerance: Tolerance): void {
  steps.forEach(({ batch, learningRate, epoch, weights, ...wanted }, step) => {
    const { loss, correct, gradientNorm } = program.step(batch, { learningRate, step, epoch, gradientNorm: true })
    expect(loss / wanted.loss, `loss of step ${step}`).toBeCloseTo(1, 5)
    expect(correct, `correct in step ${step}`).toBe(wanted.correct)
    expect(gradientNorm! / wanted.gradientNorm, `gradient norm of step ${step}`).toBeCloseTo(1, 5)
    expect(tooFar(program.readWeights(), weights, { ...tolerance, since: start }), `weights after step ${step}`).toEqual([])
  })
}

/** That a trained program answers as PyTorch's does. */
export function expectEvaluation(program: Program, { evaluation }: Golden): void {
  const { batch } = evaluation
  const { loss, logits } = program.evaluate(batch)
  expect(difference(logits, evaluation.logits) / largest(evaluation.logits), 'logits').toBeLessThan(5e-6)
  expect(Math.abs(loss - evaluation.loss) / Math.max(1, evaluation.loss), 'evaluation loss').toBeLessThan(5e-6)
  expect(difference(program.predict(batch.images, batch.count), softmax(evaluation.logits, batch.count)), 'probabilities').toBeLessThan(5e-6)
}

/** Of each picture's logits. */
function softmax(logits: Float32Array, count: number): number[] {
  const classes = logits.length / count
  return Array.from({ length: count }, (_, i) => [...logits.subarray(i * classes, (i + 1) * classes)]).flatMap((row) => {
    const most = Math.max(...row)
    const total = row.reduce((sum, logit) => sum + Math.exp(logit - most), 0)
    return row.map((logit) => Math.exp(logit - most) / total)
  })
}
