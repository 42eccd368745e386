import { readFileSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDataSet } from '#electron/datasets/open'
import { writeSafetensors } from '#electron/formats/safetensors'
import { readWeightsFile } from '#electron/formats/weightsFile'
import { statisticsOf } from '#electron/images/statistics'
import { readRun } from '#electron/runs/record'
import { copyStart } from '#electron/runs/start'
import { findRate } from '#electron/trainer/findRate'
import { train } from '#electron/trainer/train'
import { trainedWith } from '#electron/trainer/weights'
import { line } from '#shared/base/problem'
import type { Job, TrainerEvent } from '#shared/contract/trainer'
import type { Shape } from '#shared/ops/ops'
import { imageNet } from '#shared/plan/normalisation'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { chain } from '#shared/presets/chain'
import { hosting } from '../../helpers/hosting'
import { temporaryFolder } from '../../helpers/studio'

const network = (kernel: number, channels = 3) => chain('started', [
  ['input', 'input', { channels, height: 32, width: 32 }],
  ['conv', 'conv2d', { filters: 6, kernel: [kernel, kernel] }], ['norm', 'batchNorm'], ['relu', 'relu'], ['last', 'globalMaxPool'], ['flatten', 'flatten'], ['out', 'dense', { units: 10 }],
])
const graph = network(3)
const plan: Plan = { ...defaultPlan, epochs: 1, batch: 16, holdOut: 0, learningRate: 0.02 }
const job = { kind: 'train', data: 'shapes:160', graph, plan, test: false } as const
type TrainJob = Extract<Job, { kind: 'train' }>

async function trained(what: TrainJob): Promise<{ run: Awaited<ReturnType<typeof readRun>>; told: TrainerEvent[] }> {
  const { host, told } = hosting()
  await train(what, host)
  return { run: await readRun(what.run), told }
}
const lossesOf = (told: readonly TrainerEvent[]) => told.flatMap((event) => (event.type === 'step' ? [event.figures.loss] : event.type === 'swept' ? [event.loss] : []))
const notesOf = (told: readonly TrainerEvent[]) => told.flatMap((event) => (event.type === 'note' ? [line(event.text)] : []))
const normalisedBy = ({ data: { images: { mean, deviation } } }: Awaited<ReturnType<typeof readRun>>) => ({ mean, deviation })

describe('the learning-rate finder', () => {
  it('begins with the weights, the whitening and the normalisation that a training would begin with', async () => {
    await using folder = await temporaryFolder()
    const first = join(folder.path, 'first')
    await trained({ ...job, run: first })
    const from = { run: first, which: 'last' } as const
    const found = async (start: Pick<TrainJob, 'from'>, how: Partial<Plan> = {}) => {
      const { host, told } = hosting()
      await findRate({ kind: 'findRate', data: 'shapes:96', graph, plan: { ...plan, ...how }, ...start, lowest: 1e-12, highest: 1e-11, steps: 10 }, host)
      return { losses: lossesOf(told), notes: notesOf(told) }
    }
    const begun = async (run: string, start: Pick<TrainJob, 'from'>, how: Partial<Plan> = {}) =>
      lossesOf((await trained({ ...job, data: 'shapes:96', plan: { ...plan, learningRate: 1e-12, ...how }, run: join(folder.path, run), ...start })).told)[0]

    const kept = await found({ from })
    expect(kept.losses[0]).toBe(await begun('kept', { from }))
    expect(kept.notes).toContainEqual(expect.stringMatching(/^Starts from first, step 10: taken (\d+) of \1\.$/))
    const random = await found({})
    expect(random.losses[0]).toBe(await begun('random', {}))
    expect(random.losses[0]).not.toBe(kept.losses[0])
    const other = await found({ from }, { normalisation: 'pictures', whitening: 64 })
    expect(other.losses[0]).toBe(await begun('other', { from }, { normalisation: 'pictures', whitening: 64 }))
    expect(other.losses[0]).not.toBe(kept.losses[0])
    expect((await found({}, { whitening: 64 })).losses[0]).not.toBe(random.losses[0])
  })

  it('refuses weights that do not fit, as a training does', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'other.safetensors')
    await writeFile(file, Buffer.concat(writeSafetensors(new Map([['a.weight', { shape: [2, 2], data: new Float32Array(4) }]]))))
    await expect(findRate({ kind: 'findRate', data: 'shapes:96', graph, plan, from: { file }, lowest: 1e-5, highest: 1, steps: 10 }, hosting().host)).rejects.toMatchObject({ code: 'weightsFitNothing' })
  })
})

describe('pictures of a training that starts from weights', () => {
  it('are normalised as those that the weights were trained on, from a run, from its file alone, in a duplicate and after a stop', async () => {
    await using folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    const first = await trained({ ...job, run: at('first') })
    const file = at('weights.safetensors')
    await writeFile(file, await readFile(join(at('first'), 'checkpoints', '10', 'weights.safetensors')))
    const other = { ...job, data: 'shapes:96' }

    const second = await trained({ ...other, run: at('second'), from: { run: at('first'), which: 'last' } })
    expect(normalisedBy(second.run)).toEqual(normalisedBy(first.run))
    expect(notesOf(second.told)).toContainEqual(expect.stringMatching(/^Pictures are normalised as those that first, step 10 was trained on: mean 0\.\d{3} 0\.\d{3} 0\.\d{3}, deviation 0\.\d{3} 0\.\d{3} 0\.\d{3}\.$/))
    const third = await trained({ ...other, run: at('third'), from: { file } })
    expect(normalisedBy(third.run)).toEqual(normalisedBy(first.run))

    await rm(at('first'), { recursive: true })
    await mkdir(at('copy'))
    await copyStart(at('second'), at('copy'))
    const copy = await trained({ ...other, run: at('copy') })
    expect(normalisedBy(copy.run)).toEqual(normalisedBy(first.run))
    expect(lossesOf(copy.told)).toEqual(lossesOf(second.told))

    const { host } = hosting((event, wishes) => event.type === 'step' && event.figures.step === 2 && wishes.say({ stop: true }))
    await train({ ...other, run: at('stopped'), from: { file } }, host)
    await rm(file)
    await train({ kind: 'resume', run: at('stopped'), test: false }, hosting().host)
    const weights = (run: string) => readFile(join(at(run), 'checkpoints', '6', 'weights.safetensors'), 'base64')
    expect(await weights('stopped')).toBe(await weights('third'))
  })

  it('are normalised by themselves where the plan says so, where nothing is known, and where the first layer begins at random', async () => {
    await using folder = await temporaryFolder()
    const at = (name: string) => join(folder.path, name)
    await trained({ ...job, run: at('first') })
    const from = { run: at('first'), which: 'last' } as const
    const pictures = (await openDataSet('shapes:96')).training
    const own = statisticsOf(pictures, Uint32Array.from({ length: 96 }, (_, i) => i))
    const bare = at('bare.safetensors')
    const { run, told } = await trained({ ...job, data: 'shapes:96', plan: { ...plan, normalisation: 'pictures' }, run: at('told'), from })
    expect(normalisedBy(run)).toEqual(own)
    expect(notesOf(told).join()).not.toMatch(/normalised/)

    const { weights } = await readWeightsFile(join(at('first'), 'checkpoints', '10', 'weights.safetensors'))
    await writeFile(bare, Buffer.concat(writeSafetensors(weights)))
    const unknown = await trained({ ...job, data: 'shapes:96', run: at('unknown'), from: { file: bare } })
    expect(normalisedBy(unknown.run)).toEqual(own)
    expect(notesOf(unknown.told)).toContain('It is not known how the pictures were normalised that bare.safetensors was trained on; these are normalised by their own mean and deviation.')

    const larger = await trained({ ...job, data: 'shapes:96', graph: network(5), run: at('larger'), from })
    expect(normalisedBy(larger.run)).toEqual(own)
    expect(larger.run.start).not.toHaveProperty('normalisation')
    expect(notesOf(larger.told).join()).not.toMatch(/normalised/)
  })

  it("are normalised by ImageNet's mean and deviation where the plan says so, which only networks of three channels allow", async () => {
    await using folder = await temporaryFolder()
    const how = { ...plan, normalisation: 'imagenet' } as const
    const { run } = await trained({ ...job, plan: how, run: join(folder.path, 'run') })
    expect(normalisedBy(run)).toEqual(imageNet)
    await expect(train({ ...job, plan: how, graph: network(3, 1), run: join(folder.path, 'grey') }, hosting().host)).rejects.toMatchObject({ code: 'imageNetIsColour' })
  })
})

describe("torchvision's weights", () => {
  const shapes = JSON.parse(readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'torchvision', 'shapes.json'), 'utf8')) as Record<string, Record<string, Shape>>
  /** A file's tensors; of their values nothing is looked at. */
  const tensors = (name: string, change: (tensor: string, shape: Shape) => [string, Shape] = (tensor, shape) => [tensor, shape]) =>
    new Map(Object.entries(shapes[name]!).map(([tensor, shape]) => change(tensor, shape)).map(([tensor, shape]) => [tensor, { shape, data: new Float32Array(0) }]))

  it.each(['vgg16', 'vgg16_bn', 'resnet18'])('of %s are known to have been trained with the normalisation of ImageNet', (name) => {
    expect(trainedWith(tensors(name), undefined)).toEqual(imageNet)
  })

  it('are not taken to be recognised under other names, with other classes, or in networks that are not known', () => {
    expect(trainedWith(tensors('vgg16', (name, shape) => [`net.${name}`, shape]), undefined)).toBeUndefined()
    expect(trainedWith(tensors('resnet18', (name, [first, ...rest]) => [name, name.startsWith('fc.') ? [5, ...rest] : [first!, ...rest]]), undefined)).toBeUndefined()
    expect(trainedWith(tensors('resnet50'), undefined)).toBeUndefined()
  })
})
