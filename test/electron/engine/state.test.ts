import { describe, expect, it } from 'vitest'
import type { Program, Weights } from '#electron/engine/engine'
import { random } from '#shared/base/random'
import { defaultChoice } from '#shared/plan/choice'
import { optimizers } from '#shared/plan/optimizers'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { chain } from '#shared/presets/chain'
import { engines } from '../../helpers/engine'
import { sampleBatch, samplePictures, sampleWeights } from '../../helpers/samples'

const graph = chain('small', [
  ['input', 'input', { channels: 2, height: 6, width: 6 }],
  ['conv', 'conv2d', { filters: 4 }], ['norm', 'batchNorm'], ['relu', 'relu'], ['pool', 'maxPool'],
  ['flatten', 'flatten'], ['dropout', 'dropout', { rate: 0.4 }], ['out', 'dense', { units: 3 }],
])
const batches = Array.from({ length: 4 }, (_, i) => sampleBatch(graph, 5, { images: 'bytes', labels: 'indices' }, random(i)))

/** Plans that differ in what is remembered from step to step. */
const plans: readonly [string, Partial<Plan>][] = [
  ['plain SGD', { optimizer: { ...defaultChoice(optimizers, 'sgd'), momentum: 0 } }],
  ['SGD with momentum', {}],
  ["SGD with Nesterov's momentum, where only kernels decay", { optimizer: { ...defaultChoice(optimizers, 'sgd'), nesterov: true }, decays: 'kernels' }],
  ['AdamW', { optimizer: defaultChoice(optimizers, 'adamw') }],
  ['RMSprop', { optimizer: defaultChoice(optimizers, 'rmsprop') }],
  ['RMSprop with momentum', { optimizer: { ...defaultChoice(optimizers, 'rmsprop'), momentum: 0.9, weightDecay: 0.01 } }],
  ['a moving average over plain SGD', { optimizer: { ...defaultChoice(optimizers, 'sgd'), momentum: 0 }, average: 0.9 }],
  ['a moving average over AdamW, with smoothing and clipping', { optimizer: defaultChoice(optimizers, 'adamw'), average: 0.9, labelSmoothing: 0.1, clip: 0.5 }],
  ['Muon', { optimizer: defaultChoice(optimizers, 'muon') }],
  ['layers at rest in some epochs', { optimizer: { ...defaultChoice(optimizers, 'sgd'), nesterov: true }, freeze: [{ layers: ['conv'], from: 2, to: 3 }, { layers: ['out'], from: 4, to: 0 }] }],
  ['layers at rest throughout, groups and a moving average', {
    average: 0.9, freeze: [{ layers: ['conv', 'norm'], from: 1, to: 0 }],
    groups: { body: { rate: 1, decay: 1 }, head: { rate: 0.5, decay: 2 }, normalisation: { rate: 3, decay: 0 }, bias: { rate: 1, decay: 1 } },
  }],
]

describe.each(engines)('what the $name engine keeps', ({ open }) => {
  const compile = async (plan: Partial<Plan> = {}): Promise<Program> => (await open()).compile(graph, { ...defaultPlan, ...plan }, samplePictures(graph))
  const train = (program: Program, steps: readonly number[]) => steps.map((step) => program.step(batches[step]!, { learningRate: 0.05, step, epoch: step }).loss)
  const kept = (program: Program) => ({ weights: [...program.readWeights()], state: [...program.readState()] })

  it('begins as the seed says', async () => {
    const [first, same, other] = await Promise.all([compile(), compile(), compile({ seed: 2 })])
    expect(kept(first)).toEqual(kept(same))
    expect(kept(first)).not.toEqual(kept(other))
  })

  it.each(plans)('is all that the next step depends on, so that a new program goes on bit for bit, with %s', async (_what, plan) => {
    const whole = await compile(plan)
    const losses = train(whole, [0, 1, 2, 3])

    const before = await compile(plan)
    train(before, [0, 1])
    const after = await compile(plan)
    after.writeWeights(before.readWeights())
    after.writeState(before.readState())
    before.dispose()

    expect(train(after, [2, 3])).toEqual(losses.slice(2))
    expect(kept(after)).toEqual(kept(whole))
    expect(after.evaluate(batches[0]!)).toEqual(whole.evaluate(batches[0]!))
  })

  it('is named after the parameters, by what PyTorch calls it, and what is trained beside a moving average', async () => {
    const names = async (plan: Partial<Plan>) => [...(await compile(plan)).readState().keys()].filter((name) => name.startsWith('norm.'))
    expect(await names({ optimizer: defaultChoice(optimizers, 'adamw') }))
      .toEqual(['norm.weight.exp_avg', 'norm.weight.exp_avg_sq', 'norm.bias.exp_avg', 'norm.bias.exp_avg_sq'])
    expect(await names({ average: 0.9 })).toEqual([
      'norm.weight.momentum_buffer', 'norm.bias.momentum_buffer',
      'norm.weight.trained', 'norm.bias.trained', 'norm.running_mean.trained', 'norm.running_var.trained',
    ])
  })

  it('evaluates the moving average, not what is trained', async () => {
    const [averaged, plain] = await Promise.all([compile({ average: 0.9 }), compile()])
    expect(train(averaged, [0, 1, 2]), 'training is the same with and without').toEqual(train(plain, [0, 1, 2]))
    expect(averaged.evaluate(batches[0]!).loss).not.toBe(plain.evaluate(batches[0]!).loss)
    plain.writeWeights(averaged.readWeights())
    expect(averaged.evaluate(batches[0]!)).toEqual(plain.evaluate(batches[0]!))
  })

  it('trains from weights that are written, with a moving average too', async () => {
    const [averaged, plain] = await Promise.all([compile({ average: 0.9 }), compile()])
    const start = sampleWeights(graph, random(9))
    for (const program of [averaged, plain]) program.writeWeights(start)
    expect(train(averaged, [0, 1])).toEqual(train(plain, [0, 1]))
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
    const slot = what === 'weights' ? '' : '.momentum_buffer'
    tensors.set(`conv.weight${slot}`, { shape: [4, 2, 3, 3], data: new Float32Array(72).fill(1) }).set(`out.weight${slot}`, { shape: [5, 36], data: new Float32Array(180) })
    expect(() => write(program, tensors)).toThrow(`first at out.weight${slot}: the weights have 5 × 36, the network has 3 × 36.`)
    expect(kept(program)).toEqual(before)
  })
})
