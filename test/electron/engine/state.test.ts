import { describe, expect, it } from 'vitest'
import type { Program, Weights } from '#electron/engine/engine'
import { random } from '#shared/base/random'
import { defaultPlan } from '#shared/plan/plan'
import { chain } from '#shared/presets/chain'
import { engines } from '../../helpers/engine'
import { sampleBatch, samplePictures } from '../../helpers/samples'

const graph = chain('small', [
  ['input', 'input', { channels: 2, height: 6, width: 6 }],
  ['conv', 'conv2d', { filters: 4 }], ['norm', 'batchNorm'], ['relu', 'relu'], ['pool', 'maxPool'],
  ['flatten', 'flatten'], ['dropout', 'dropout', { rate: 0.4 }], ['out', 'dense', { units: 3 }],
])
const batches = Array.from({ length: 4 }, (_, i) => sampleBatch(graph, 5, { images: 'bytes', labels: 'indices' }, random(i)))

describe.each(engines)('what the $name engine keeps', ({ open }) => {
  const compile = async (seed = 1): Promise<Program> => (await open()).compile(graph, { ...defaultPlan, seed }, samplePictures(graph))
  const train = (program: Program, steps: readonly number[]) => steps.map((step) => program.step(batches[step]!, { learningRate: 0.05, step }).loss)
  const kept = (program: Program) => ({ weights: [...program.readWeights()], state: [...program.readState()] })

  it('begins as the seed says', async () => {
    const [first, same, other] = await Promise.all([compile(1), compile(1), compile(2)])
    expect(kept(first)).toEqual(kept(same))
    expect(kept(first)).not.toEqual(kept(other))
  })

  it('is all that the next step depends on: a new program goes on bit for bit', async () => {
    const whole = await compile()
    const losses = train(whole, [0, 1, 2, 3])

    const before = await compile()
    train(before, [0, 1])
    const after = await compile()
    after.writeWeights(before.readWeights())
    after.writeState(before.readState())
    before.dispose()

    expect(train(after, [2, 3])).toEqual(losses.slice(2))
    expect(kept(after)).toEqual(kept(whole))
  })

  it('is a copy: training on does not change what was read', async () => {
    const program = await compile()
    train(program, [0])
    const read = kept(program)
    const then = structuredClone(read)
    train(program, [1, 2])
    expect(read).toEqual(then)
  })

  it('is not touched by an evaluation', async () => {
    const program = await compile()
    train(program, [0])
    const before = kept(program)
    program.evaluate(batches[1]!)
    program.predict(batches[1]!.images, batches[1]!.count)
    expect(kept(program)).toEqual(before)
  })

  it.each<[string, (program: Program, tensors: Weights) => void]>([
    ['weights', (program, tensors) => program.writeWeights(tensors)],
    ['state', (program, tensors) => program.writeState(tensors)],
  ])('stays as it was when the %s of another network are refused', async (what, write) => {
    const program = await compile()
    const before = kept(program)
    const tensors = new Map(what === 'weights' ? program.readWeights() : program.readState())
    tensors.set('conv.weight', { shape: [4, 2, 3, 3], data: new Float32Array(72).fill(1) }).set('out.weight', { shape: [5, 36], data: new Float32Array(180) })
    expect(() => write(program, tensors)).toThrow(/first at out\.weight: the weights have 5 × 36, the network has 3 × 36\./)
    expect(kept(program)).toEqual(before)
  })
})
