import { describe, expect, it } from 'vitest'
import type { Program } from '#electron/engine/engine'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { random } from '#shared/base/random'
import { defaultChoice } from '#shared/plan/choice'
import { optimizers, type OptimizerName } from '#shared/plan/optimizers'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { chain } from '#shared/presets/chain'
import { engineFolder } from '../../helpers/engine'
import { difference, largest } from '../../helpers/near'
import { sampleBatch, samplePictures } from '../../helpers/samples'

const graph = chain('small', [
  ['input', 'input', { channels: 3, height: 8, width: 8 }],
  ['conv1', 'conv2d', { filters: 16 }], ['norm1', 'batchNorm'], ['relu1', 'relu'], ['pool', 'maxPool'],
  ['conv2', 'conv2d', { filters: 16 }], ['norm2', 'batchNorm'], ['relu2', 'relu'],
  ['flatten', 'flatten'], ['out', 'dense', { units: 5 }],
])
const batch = sampleBatch(graph, 16, { images: 'bytes', labels: 'indices' }, random(1))

describe('bfloat16 follows float32', () => {
  // bfloat16 keeps 8 bits of a number: a share of 0.004 is lost in each rounding.
  it.each(Object.keys(optimizers) as OptimizerName[])('over a training with %s: loss within some hundredths, and the same pictures learned', async (kind) => {
    const train = async (precision: Plan['precision']): Promise<{ program: Program; losses: number[] }> => {
      const plan = { ...defaultPlan, optimizer: defaultChoice(optimizers, kind), precision }
      const program = await openTensorFlow(engineFolder()).compile(graph, plan, samplePictures(graph))
      const learningRate = { sgd: 0.01, muon: 0.05, adamw: 0.002, rmsprop: 0.002 }[kind]
      return { program, losses: Array.from({ length: 20 }, (_, step) => program.step(batch, { learningRate, step }).loss) }
    }
    const [full, low] = [await train('float32'), await train('bfloat16')]
    expect(low.losses, 'it is another precision').not.toEqual(full.losses)
    expect(difference(low.losses, full.losses)).toBeLessThan(0.05 * full.losses[0]!)
    expect(full.losses.at(-1)! / full.losses[0]!, 'something is learned').toBeLessThan(0.3)
    expect(low.losses.at(-1)! / low.losses[0]!).toBeLessThan(0.3)
    expect(low.program.evaluate(batch).correct).toBe(full.program.evaluate(batch).correct)

    low.program.writeWeights(full.program.readWeights())
    const [wanted, given] = [full.program.evaluate(batch).logits, low.program.evaluate(batch).logits]
    expect(difference(given, wanted) / largest(wanted), 'the same weights give nearly the same answers').toBeLessThan(0.02)
    full.program.dispose()
    low.program.dispose()
  })

  it('keeps weights and what the optimizer remembers in float32', async () => {
    const program = await openTensorFlow(engineFolder()).compile(graph, { ...defaultPlan, precision: 'bfloat16' }, samplePictures(graph))
    program.step(batch, { learningRate: 0.01, step: 0 })
    const fine = (data: Float32Array) => new Uint32Array(data.buffer, data.byteOffset, data.length).some((bits) => (bits & 0xffff) !== 0)
    expect(fine(program.readWeights().get('conv1.weight')!.data)).toBe(true)
    expect(fine(program.readState().get('norm1.weight.momentum_buffer')!.data)).toBe(true)
    program.dispose()
  })
})
