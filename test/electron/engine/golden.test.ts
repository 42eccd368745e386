import { describe, expect, it } from 'vitest'
import type { Program } from '#electron/engine/engine'
import { engines } from '../../helpers/engine'
import { readGolden, type Golden } from '../../helpers/golden'
import { difference, largest, tooFar, type Tolerance } from '../../helpers/near'

// PyTorch's values are of float64. A gradient that is 0, as that of a bias in front of a normalisation, is noise in float32: hence the absolute part.
const oneStep: Tolerance = { relative: 5e-6, absolute: 5e-7 }
const tenSteps: Tolerance = { relative: 1e-5, absolute: 2e-6 }

describe.each(engines)('the $name engine', ({ open }) => {
  const compile = async ({ graph, plan, pictures, start }: Golden): Promise<Program> => {
    const program = await (await open()).compile(graph, plan, pictures)
    program.writeWeights(start)
    return program
  }

  describe("computes PyTorch's losses, gradients and statistics for", () => {
    it.each(['ops', 'layers'].flatMap(readGolden))('$name', async (golden) => {
      const program = await compile(golden)
      expectSteps(program, golden, oneStep)
      expectEvaluation(program, golden)
      expect([...program.readState().keys()], 'without momentum there is nothing to remember').toEqual([])
      program.dispose()
    })
  })

  describe("keeps to PyTorch's weights over ten steps with", () => {
    const files = ['vgg-bn', 'vgg-bn-decay', 'vgg-bn-nesterov', 'vgg-bn-decay-nesterov', 'windows']
    it.each(files.flatMap(readGolden))('$name', async (golden) => {
      const program = await compile(golden)
      expectSteps(program, golden, tenSteps)
      expectEvaluation(program, golden)
      expect(tooFar(program.readState(), golden.momentum, tenSteps), 'momentum').toEqual([])
      program.dispose()
    })
  })
})

function expectSteps(program: Program, { start, steps }: Golden, tolerance: Tolerance): void {
  steps.forEach(({ batch, learningRate, weights, ...wanted }, step) => {
    const { loss, correct, gradientNorm } = program.step(batch, { learningRate, step, gradientNorm: true })
    expect(loss / wanted.loss, `loss of step ${step}`).toBeCloseTo(1, 5)
    expect(correct, `correct in step ${step}`).toBe(wanted.correct)
    expect(gradientNorm! / wanted.gradientNorm, `gradient norm of step ${step}`).toBeCloseTo(1, 5)
    expect(tooFar(program.readWeights(), weights, { ...tolerance, since: start }), `weights after step ${step}`).toEqual([])
  })
}

function expectEvaluation(program: Program, { steps, evaluation }: Golden): void {
  const { batch } = steps[0]!
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
