import { describe, expect, it } from 'vitest'
import type { Batch, Program } from '#electron/engine/engine'
import { random } from '#shared/base/random'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { sizeAt } from '#shared/plan/stages'
import { chain } from '#shared/presets/chain'
import { engines } from '../../helpers/engine'
import { tenSteps } from '../../helpers/goldenSteps'
import { tooFar } from '../../helpers/near'
import { sampleBatch, samplePictures } from '../../helpers/samples'

const net = (...more: Parameters<typeof chain>[1]) => chain('sized', [
  ['input', 'input', { channels: 2, height: 8, width: 8 }], ['conv', 'conv2d', { filters: 4 }], ['norm', 'batchNorm'], ['relu', 'relu'],
  ...more, ['pool', 'maxPool'], ['last', 'globalMaxPool'], ['flatten', 'flatten'], ['out', 'dense', { units: 3 }],
])
const graph = net(['drop', 'spatialDropout', { rate: 0.2 }])
const plan: Plan = {
  ...defaultPlan, average: 0.9, mixing: { kind: 'cutmix', alpha: 1 }, freeze: [{ layers: ['conv'], from: 2, to: 3 }],
  sizes: [{ size: [5, 6], from: 1, to: 2 }, { size: [6, 4], from: 4, to: 4 }],
}

/** A batch for the epoch of this number, of the size that the plan has then. */
function batchOf(epoch: number): Batch {
  const size = sizeAt(plan.sizes, epoch)
  const source = random(epoch)
  const whole = sampleBatch(graph, 5, { images: 'bytes', labels: 'indices' }, source)
  return size ? { ...whole, images: Uint8Array.from({ length: 5 * size.height * size.width * 2 }, () => source.below(256)) } : whole
}
const steps = (program: Program, epochs: readonly number[]) => epochs.map((epoch) => program.step(batchOf(epoch), { learningRate: 0.05, step: epoch, epoch }).loss)

describe.each(engines)('with pictures of several sizes the $name engine', ({ open }) => {
  const compile = async (how: Partial<Plan> = {}): Promise<Program> => (await open()).compile(graph, { ...plan, ...how }, samplePictures(graph))
  const kept = (program: Program) => ({ weights: [...program.readWeights()], state: [...program.readState()] })

  it('goes on bit for bit, whatever size comes next, and answers in its own', async () => {
    const whole = await compile()
    const losses = steps(whole, [0, 1, 2, 3, 4])
    for (const done of [1, 2, 3, 4]) {
      const [before, after] = [await compile(), await compile()]
      steps(before, [0, 1, 2, 3, 4].slice(0, done))
      after.writeWeights(before.readWeights())
      after.writeState(before.readState())
      expect(steps(after, [0, 1, 2, 3, 4].slice(done))).toEqual(losses.slice(done))
      expect(kept(after)).toEqual(kept(whole))
      expect(after.evaluate(batchOf(2))).toEqual(whole.evaluate(batchOf(2)))
      for (const program of [before, after]) program.dispose()
    }
    whole.dispose()
  })

  it('begins with the same weights as without', async () => {
    const [sized, plain] = [await compile(), await compile({ sizes: [] })]
    expect(kept(sized)).toEqual(kept(plain))
    expect(sized.evaluate(batchOf(2))).toEqual(plain.evaluate(batchOf(2)))
  })

  it('refuses a batch of another size than its epoch has', async () => {
    const program = await compile()
    expect(() => program.step(batchOf(2), { learningRate: 0.05, step: 0, epoch: 0 })).toThrow()
    expect(() => program.step(batchOf(0), { learningRate: 0.05, step: 0, epoch: 3 })).toThrow()
  })
})

it('both engines learn the same from pictures of several sizes', async () => {
  const programs = await Promise.all(engines.map(async ({ open }) => (await open()).compile(net(), plan, samplePictures(graph))))
  const [one, other] = programs as [Program, Program]
  const start = one.readWeights()
  const losses = programs.map((program) => steps(program, [0, 1, 2, 3, 4]))
  losses[0]!.forEach((loss, step) => expect(loss / losses[1]![step]!, `loss of step ${step}`).toBeCloseTo(1, 5))
  expect(tooFar(one.readWeights(), other.readWeights(), { ...tenSteps, since: start })).toEqual([])
})
