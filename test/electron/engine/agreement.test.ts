import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import type { Batch, Engine, Evaluation, Program, StepResult, Weights } from '#electron/engine/engine'
import { random } from '#shared/base/random'
import { sizeOf } from '#shared/ops/ops'
import type { Optimizer } from '#shared/plan/optimizers'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { engines } from '../../helpers/engine'
import { graphs } from '../../helpers/graphs'
import { difference, largest, tooFar } from '../../helpers/near'
import { sampleBatch, samplePictures, sampleWeights } from '../../helpers/samples'

const learningRate = 0.05

describe('the two engines agree', () => {
  let both: Engine[]
  beforeAll(async () => {
    both = await Promise.all(engines.map((engine) => engine.open()))
  })

  it('on networks of any shape, at any batch size with one compile', async () => {
    await fc.assert(
      fc.asyncProperty(graphs, plans, fc.nat(), async (graph, plan, seed) => {
        const programs = await Promise.all(both.map((engine) => engine.compile(graph, { ...defaultPlan, ...plan }, samplePictures(graph))))
        const disagreement = (count: number, attempt: number): string[] => {
          const source = random(seed, count, attempt)
          const start = sampleWeights(graph, source)
          const batches = [
            sampleBatch(graph, count, { images: 'floats', labels: 'indices' }, source),
            sampleBatch(graph, count, { images: 'bytes', labels: 'distributions' }, source),
          ]
          return differences(programs.map((program) => outcome(program, start, batches)), plan.optimizer!)
        }
        // A value within rounding of a ReLU's corner may fall on either side; a fault shows in another batch too.
        const disagreements = [1, 3, 7].map((count) => (disagreement(count, 0).length ? disagreement(count, 1) : []))
        for (const program of programs) program.dispose()
        expect(disagreements.flat()).toEqual([])
      }),
      { numRuns: 40, seed: 3 },
    )
  })
})

const weightDecay = fc.constantFrom(0, 5e-4)
/** An epsilon that is large beside the rounding of a gradient that is 0, as that of a bias in front of a normalisation. */
const epsilon = fc.constant(0.05)
const optimizers: fc.Arbitrary<Optimizer> = fc.oneof(
  fc.record({ kind: fc.constant('sgd' as const), momentum: fc.constantFrom(0, 0.9), nesterov: fc.boolean(), weightDecay }),
  fc.record({ kind: fc.constant('adamw' as const), beta1: fc.constantFrom(0, 0.9), beta2: fc.constantFrom(0.9, 0.999), epsilon, weightDecay }),
  fc.record({ kind: fc.constant('rmsprop' as const), alpha: fc.constantFrom(0.9, 0.99), epsilon, momentum: fc.constantFrom(0, 0.9), weightDecay }),
)
const plans: fc.Arbitrary<Partial<Plan>> = fc.record({
  optimizer: optimizers,
  decays: fc.constantFrom('all', 'kernels'),
  labelSmoothing: fc.constantFrom(0, 0.1),
  clip: fc.constantFrom(0, 0.5),
  average: fc.constantFrom(0, 0.9),
})

interface Outcome {
  readonly start: Weights
  readonly steps: readonly StepResult[]
  readonly weights: Weights
  readonly state: Weights
  readonly evaluation: Evaluation
}

/** A step a batch, then an evaluation, from these weights and an optimizer that remembers nothing. */
function outcome(program: Program, start: Weights, batches: readonly Batch[]): Outcome {
  program.writeState(new Map([...program.readState()].map(([name, { shape }]) => [name, { shape, data: new Float32Array(sizeOf(shape)) }])))
  program.writeWeights(start)
  const steps = batches.map((batch, step) => program.step(batch, { learningRate, step, gradientNorm: true }))
  return { start, steps, weights: program.readWeights(), state: program.readState(), evaluation: program.evaluate(batches[0]!) }
}

/** In words, what came out differently. */
function differences(outcomes: readonly Outcome[], optimizer: Optimizer): string[] {
  const [one, other] = outcomes as [Outcome, Outcome]
  const near = (a: number, b: number, relative: number) => Math.abs(a - b) <= relative * Math.max(1, Math.abs(b))
  const steps = other.steps.flatMap((wanted, step) => {
    const { loss, correct, gradientNorm } = one.steps[step]!
    if (near(loss, wanted.loss, 2e-5) && correct === wanted.correct && near(gradientNorm!, wanted.gradientNorm!, 5e-5)) return []
    return [`step ${step} gives ${JSON.stringify(one.steps[step])}, not ${JSON.stringify(wanted)}`]
  })
  // Next to a large gradient a small one is the difference of large numbers: rounding counts against the gradient as a whole.
  const rounding = 3e-6 * Math.max(1, ...other.steps.map(({ gradientNorm }) => gradientNorm!))
  // Where the gradient is 0 but for rounding, an optimizer that divides by its size divides by epsilon.
  const ofWeights = (rounding * learningRate) / ('epsilon' in optimizer ? optimizer.epsilon : 1)
  const logits = difference(one.evaluation.logits, other.evaluation.logits) / Math.max(1, largest(other.evaluation.logits))
  return [
    ...steps,
    ...tooFar(one.weights, other.weights, { relative: 5e-5, absolute: ofWeights, since: other.start }),
    ...tooFar(one.state, other.state, { relative: 5e-5, absolute: rounding }),
    ...(logits < 5e-5 ? [] : [`logits of the evaluation are off by ${logits}`]),
    ...(one.evaluation.correct === other.evaluation.correct ? [] : ['the evaluation counts differently']),
  ]
}
