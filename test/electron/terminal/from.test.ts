import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Weights } from '#electron/engine/engine'
import { writeStateDict } from '#electron/formats/pytorch/stateDict'
import { readSafetensors, writeSafetensors } from '#electron/formats/safetensors'
import { spoken, type Phrase } from '#shared/base/phrase'
import { expectedWeights } from '#shared/graph/weights'
import { sizeOf } from '#shared/ops/ops'
import { presets } from '#shared/presets/index'
import { studio, temporaryFolder } from '../../helpers/studio'

/** LeNet-5 for so many classes, each tensor filled with its number in the network, times 0.001. */
function weightsFor(classes: number): Map<string, { shape: readonly number[]; data: Float32Array }> {
  return new Map(expectedWeights(presets['lenet-5'].build(32, classes)).map(({ name, shape }, i) => [name, { shape, data: new Float32Array(sizeOf(shape)).fill((i + 1) / 1000) }]))
}
const save = (path: string, weights: Weights) => writeFile(path, Buffer.concat(writeSafetensors(weights)))
/** Steps so small that they move nothing: what a run ends with is what it began with. */
const still = ['--lr', '1e-12', '--epochs', '1', '--batch', '32', '--data', 'shapes:64', '--holdout', '0']
const lenet = ['train', '--model', 'lenet-5', ...still]

async function record(run: string) {
  return JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { last: { step: number }; start?: { name: string; sha256: string; taken: number; of: number; words: Phrase } }
}
async function weightsOf(run: string): Promise<Weights> {
  const file = join(run, 'checkpoints', String((await record(run)).last.step), 'weights.safetensors')
  return readSafetensors(await readFile(file), file).tensors
}

describe('train --from', () => {
  it('takes what fits of a file, begins the rest at random, says which, and keeps a copy in the run', async () => {
    await using folder = await temporaryFolder()
    const [file, run] = [join(folder.path, 'hundred.pth'), join(folder.path, 'run')]
    const given = weightsFor(100)
    await writeFile(file, Buffer.concat(writeStateDict(given)))
    const ended = await studio([...lenet, '--from', file, '--out', run])
    expect(ended).toMatchObject({ code: 0, err: '' })
    const names = [...given.keys()]
    const [head] = names.slice(-2).map((name) => name.slice(0, name.lastIndexOf('.')))
    const words = `taken ${names.length - 2} of ${names.length}; ${head}.weight, ${head}.bias at random: 10 classes instead of 100`
    expect(ended.out).toContain(`Starts from hundred.pth: ${words}.`)
    const { start } = await record(run)
    expect(spoken(start!.words)).toBe(words)
    expect(start).toMatchObject({ name: 'hundred.pth', taken: names.length - 2, of: names.length, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as string })

    const trained = await weightsOf(run)
    for (const name of names.slice(0, -2)) expect(trained.get(name)!.data).toEqual(given.get(name)!.data)
    expect(new Set(trained.get(`${head}.weight`)!.data).size).toBeGreaterThan(100)
    const copy = readSafetensors(await readFile(join(run, 'start.safetensors')), 'start').tensors
    expect([...copy.keys()]).toEqual(names.slice(0, -2))
  })

  it("takes a run's best weights with their running statistics, and leaves whitening out where the first layer was given", async () => {
    await using folder = await temporaryFolder()
    const [first, second] = [join(folder.path, 'first'), join(folder.path, 'second')]
    const model = ['train', '--model', 'vgg16-bn-small', '--data', 'shapes:70', '--batch', '32', '--epochs', '1', '--holdout', '0']
    expect(await studio([...model, '--lr', '0.01', '--out', first])).toMatchObject({ code: 0 })
    const ended = await studio([...model, '--lr', '1e-12', '--from', first, '--whiten', '64', '--group', 'body:rate=0.1', '--freeze', 'features.0', '--out', second])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toMatch(/Starts from first, step 3: taken (\d+) of \1\./)
    expect(ended.out).toMatch(/The first layer keeps the filters of first, step 3, so it is not whitened\./)
    const [before, after] = [await weightsOf(first), await weightsOf(second)]
    expect(after.get('features.0.weight')!.data).toEqual(before.get('features.0.weight')!.data)
    // The run's own copy has the statistics as they came; three steps have moved the network's since.
    const copy = readSafetensors(await readFile(join(second, 'start.safetensors')), 'start').tensors
    expect(copy.get('features.1.running_mean')).toEqual(before.get('features.1.running_mean'))
    expect(after.get('features.1.running_mean')).not.toEqual(before.get('features.1.running_mean'))
  })

  it('goes on after Ctrl-C with the same bits, from the run alone', async () => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'given.safetensors')
    await save(file, weightsFor(10))
    const [whole, broken] = [join(folder.path, 'whole'), join(folder.path, 'broken')]
    const words = ['train', '--model', 'lenet-5', '--data', 'shapes:320', '--batch', '8', '--lr', '0.01', '--epochs', '2', '--momentum', '0.9', '--ema', '0.9', '--from', file]
    expect((await studio([...words, '--out', whole])).code).toBe(0)
    let asked = false
    const stopped = await studio([...words, '--out', broken, '--json'], (printed, child) => {
      if (asked || !printed.includes('"step":3')) return
      asked = true
      child.kill('SIGINT')
    })
    expect(stopped.code).toBe(130)
    await rm(file)
    expect(await studio(['train', '--resume', broken])).toMatchObject({ code: 0, err: '' })
    expect(await weightsOf(broken)).toEqual(await weightsOf(whole))

    // Without a checkpoint a run begins once more, with its own copy.
    const [again, moved] = [join(folder.path, 'again'), join(folder.path, 'moved')]
    await mkdir(again)
    const { last: _last, best: _best, ...begun } = JSON.parse(await readFile(join(whole, 'run.json'), 'utf8')) as Record<string, unknown>
    await writeFile(join(again, 'run.json'), JSON.stringify({ ...begun, state: 'running' }))
    await rename(join(whole, 'start.safetensors'), join(again, 'start.safetensors'))
    await rename(again, moved)
    expect(await studio(['train', '--resume', moved])).toMatchObject({ code: 0, err: '' })
    expect(await weightsOf(moved)).toEqual(await weightsOf(whole))
  })
})

describe('train --from refuses, with one sentence and before it makes anything,', () => {
  it.each<[string, (path: string) => Promise<unknown>, RegExp]>([
    ['a file that is not there', () => Promise.resolve(), /given is not there\./],
    ['a file of another network, with the preset that it is made for', (path) => save(path, new Map([...presetShapes('fast-94', 7)])), /Of .*given nothing fits LeNet-5: no layer with a kernel is the same in both\. It is made for the preset fast-94 with 7 classes: start from that network\./],
    ['a file of no network', (path) => save(path, new Map([['a.weight', { shape: [1], data: new Float32Array(1) }]])), /nothing fits LeNet-5.*Take weights of this network, or start from the network that they were trained with\./],
    ['a file with a value that is no number', (path) => {
      const weights = weightsFor(10)
      ;[...weights.values()][2]!.data[5] = NaN
      return save(path, weights)
    }, /given has a value in .*\.weight that is no number or infinite/],
    ['a file that is cut off', async (path) => writeFile(path, Buffer.concat(writeSafetensors(weightsFor(10))).subarray(0, 9000)), /given is not a whole safetensors file: it ends within the values/],
    ['a pickle that asks for more', async (path) => writeFile(path, await readFile(join(import.meta.dirname, '..', '..', 'fixtures', 'pytorch', 'module.pth'))), /given asks for .*, which is a program's and no weights; nothing of it was run\./],
  ])('%s', async (_what, make, sentence) => {
    await using folder = await temporaryFolder()
    const file = join(folder.path, 'given')
    await make(file)
    const ended = await studio([...lenet, '--from', file, '--out', join(folder.path, 'run')])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(sentence)
    expect(ended.err.trim().split('\n')).toHaveLength(1)
    expect(await readdir(folder.path)).not.toContain('run')
  })

  it('to be said together with --resume', async () => {
    const ended = await studio(['train', '--resume', 'runs/x', '--from', 'y'])
    expect(ended.err).toMatch(/^--from /)
  })
})

function presetShapes(name: 'fast-94', classes: number): [string, { shape: readonly number[]; data: Float32Array }][] {
  return expectedWeights(presets[name].build(32, classes)).map(({ name: tensor, shape }) => [tensor, { shape, data: new Float32Array(sizeOf(shape)) }])
}
