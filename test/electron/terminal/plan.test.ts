import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSafetensors } from '#electron/formats/safetensors'
import { trainings } from '#shared/trainings/index'
import { eventsOf, studio, temporaryFolder } from '../../helpers/studio'

const small = ['--model', 'lenet-5', '--data', 'shapes:240', '--batch', '32']

async function lastCheckpoint(run: string): Promise<{ folder: string; weights: Buffer; state: Buffer }> {
  const { last } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { last: { step: number } }
  const folder = join(run, 'checkpoints', String(last.step))
  return { folder, weights: await readFile(join(folder, 'weights.safetensors')), state: await readFile(join(folder, 'state.safetensors')) }
}

async function lines(run: string): Promise<Record<string, unknown>[]> {
  return (await readFile(join(run, 'metrics.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
}

describe('train by a plan', () => {
  const rich = [
    '--optimizer', 'adamw:weight-decay=0.05', '--decay', 'kernels', '--schedule', 'cosine', '--warmup', '0.5', '--label-smoothing', '0.1',
    '--group', 'head:rate=2,decay=0.5', '--freeze', 'conv1:to=1', '--whiten', '50', '--clip', '1', '--ema', '0.9', '--init', 'pytorch', '--epochs', '2',
    '--augment', 'affine', '--augment', 'colour', '--augment', 'rand-augment', '--augment', 'cutout', '--mix', 'either', '--balance', 'sampling', '--subset', '23',
  ]

  it('goes on after Ctrl-C bit for bit, with every part of a plan that remembers or changes over the run', async () => {
    await using folder = await temporaryFolder()
    const [whole, broken] = [join(folder.path, 'whole'), join(folder.path, 'broken')]
    expect(await studio(['train', ...small, ...rich, '--out', whole])).toMatchObject({ code: 0, err: '' })
    let asked = false
    const stopped = await studio(['train', ...small, ...rich, '--out', broken, '--json'], (printed, child) => {
      if (asked || !printed.includes('"step":3')) return
      asked = true
      child.kill('SIGINT')
    })
    expect(stopped.code).toBe(130)
    expect((await studio(['train', '--resume', broken])).code).toBe(0)

    const [one, other] = [await lastCheckpoint(whole), await lastCheckpoint(broken)]
    expect(other.weights.equals(one.weights)).toBe(true)
    expect(other.state.equals(one.state)).toBe(true)
    const steps = async (run: string) => (await lines(run)).filter(({ t }) => t === 'step').map(({ imagesPerSecond: _speed, ...line }) => line)
    expect(await steps(broken)).toEqual(await steps(whole))
  })

  it('writes down what a class counts for where the loss is weighted', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    expect(await studio(['train', ...small, '--epochs', '1', '--balance', 'weights', '--subset', '5', '--out', run])).toMatchObject({ code: 0, err: '' })
    const { data } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { data: { images: { classWeights: number[] } } }
    // Of five pictures of each class round(0.5) = 1 is held out: all classes have four.
    expect(data.images.classWeights).toEqual(new Array<number>(10).fill(1))
    expect((await studio(['train', '--resume', run, '--epochs', '2'])).code).toBe(0)
  })

  it('feeds the learning rate of its schedule, and writes it down', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    await studio(['train', ...small, '--epochs', '2', '--lr', '0.08', '--schedule', 'step:every=1,factor=0.5', '--warmup', '0.4', '--out', run])
    const rates = (await lines(run)).filter(({ t }) => t === 'step').map(({ learningRate }) => Number((learningRate as number).toFixed(6)))
    // Seven steps an epoch, of which three warm up; then a fall every seven.
    expect(rates).toEqual([0.02, 0.04, 0.06, ...new Array<number>(7).fill(0.08), ...new Array<number>(4).fill(0.04)])
  })

  it('saves the moving average as the weights, and what is trained beside it', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    await studio(['train', ...small, '--epochs', '1', '--ema', '0.9', '--out', run])
    const { weights, state } = await lastCheckpoint(run)
    const [average, trained] = [readSafetensors(weights, 'weights').tensors, readSafetensors(state, 'state').tensors]
    for (const [name, { data }] of average) expect(trained.get(`${name}.trained`)?.data, name).not.toEqual(data)
  })

  it('says which precision auto has taken, and writes that one down', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    const { out } = await studio(['train', ...small, '--epochs', '1', '--precision', 'auto', '--device', 'cpu', '--out', run], undefined, { VGG_STUDIO_LIBRARY: join(folder.path, 'library') })
    const said = /Computing in (float32|bfloat16): /.exec(out)?.[1]
    const record = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { plan: { precision: string } }
    expect(said).toBeDefined()
    expect(record.plan.precision).toBe(said)
  })

  it('begins with filters that whiten, which stay in the weights', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    expect(await studio(['train', ...small, '--epochs', '1', '--whiten', '50', '--freeze', 'conv1', '--out', run])).toMatchObject({ code: 0, err: '' })
    const { data } = readSafetensors((await lastCheckpoint(run)).weights, 'weights').tensors.get('conv1.weight')!
    // The first filter follows the light of the whole patch: it is of one sign, and the largest variance makes it small.
    expect(new Set(data.subarray(0, 75).map(Math.sign))).toEqual(new Set([1]))
  })

  it('takes the network along that a recipe belongs to, and trains it by that plan', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    const words = ['--recipe', 'fast-94', '--data', 'shapes:240', '--batch', '80', '--epochs', '1', '--subset', '16', '--whiten', '100', '--holdout', '0.5', '--precision', 'float32']
    expect(await studio(['train', ...words, '--out', run])).toMatchObject({ code: 0, err: '' })
    const record = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { graph: { name: string }; plan: Record<string, unknown> }
    expect(record.graph.name).toBe('Fast 94')
    expect(record.plan).toEqual({ ...trainings['fast-94'].plan, batch: 80, epochs: 1, subset: 16, whitening: 100, holdOut: 0.5, precision: 'float32' })
  })

  it('refuses, before anything is written, to let layers rest that there are not', async () => {
    const ended = await studio(['train', ...small, '--freeze', 'conv9'])
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toMatch(/^The plan freezes conv9, but no layer of the network with anything to learn is called so\./)
  })

  it('refuses, before anything is written, a size of pictures that the network cannot take', async () => {
    await using folder = await temporaryFolder()
    const ended = await studio(['train', ...small, '--shrink', '24:to=1', '--out', join(folder.path, 'run')])
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toMatch(/^The plan shrinks pictures to 24 × 24, but fc1 has its weights for one size of the map before it alone\./)
    expect(await readdir(folder.path)).toEqual([])
  })

  it('refuses, before anything is written, a setting that the optimizer does not have', async () => {
    const ended = await studio(['train', ...small, '--optimizer', 'adamw', '--nesterov'])
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toBe('--optimizer adamw: the setting nesterov is not known. Its settings are: beta1, beta2, epsilon, weight-decay. --help shows them.\n')
  })
})

describe('evaluate --views', () => {
  it('scores the pictures together with their mirror images, and with shifted ones', async () => {
    await using folder = await temporaryFolder()
    const run = join(folder.path, 'run')
    await studio(['train', ...small, '--epochs', '1', '--out', run])
    const scored = async (...words: string[]) => eventsOf(await studio(['evaluate', run, '--json', ...words])).find(({ type }) => type === 'evaluated') as { score: { loss: number }; count: number }
    const [plain, mirrored, shifted] = [await scored(), await scored('--views', 'flip'), await scored('--views', 'shifts')]
    expect(plain).toMatchObject({ views: 'none' })
    expect(mirrored).toMatchObject({ views: 'flip', count: plain.count })
    expect(shifted).toMatchObject({ views: 'shifts', count: plain.count })
    expect(new Set([plain, mirrored, shifted].map(({ score }) => score.loss)).size).toBe(3)
    expect((await studio(['evaluate', run, '--views', 'flip'])).out).toMatch(/On the 2,000 test pictures, also mirrored: loss/)
    expect((await studio(['evaluate', run, '--views', 'many'])).err).toMatch(/^--views must be one of none, flip, shifts, not 'many'\./)
  })
})

describe('find-lr', () => {
  it('prints the curve and a suggestion, and leaves nothing behind', async () => {
    const ended = await studio(['find-lr', ...small, '--steps', '60', '--lowest', '1e-4'])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toMatch(/learning rate +loss +smoothed\n0\.0001 /)
    expect(ended.out).toMatch(/smoothed loss over learning rates, 0\.0001 to [\d.]+.*:\n[▁▂▃▄▅▆▇█]+\n/)
    expect(ended.out).toMatch(/Suggestion: --lr [\d.]+, where the loss falls fastest\.|The loss never fell: /)
  })

  it('tells machines of every step, and ends where the loss diverges', async () => {
    const events = eventsOf(await studio(['find-lr', ...small, '--steps', '40', '--lowest', '0.001', '--highest', '100', '--json']))
    const swept = events.filter(({ type }) => type === 'swept')
    const found = events.find(({ type }) => type === 'rateFound') as { points: unknown[]; diverged: boolean }
    expect(found.points).toHaveLength(swept.length)
    expect(found.diverged).toBe(true)
    expect(swept.length).toBeLessThan(40)
    expect(swept[0]).toMatchObject({ step: 1, steps: 40, learningRate: 0.001 })
    expect(events.at(-1)).toEqual({ type: 'done', how: 'finished' })
  })

  it.each([
    [['--steps', '3'], /^--steps must be a number from 10 to 100000, not '3'\./],
    [['--lowest', '0.1', '--highest', '0.01'], /^--highest must be more than --lowest, 0\.1, not '0\.01'\./],
    [['--epochs', '3'], /^--epochs is not an option of this command\./],
    [['--data', 'no/such/folder'], /no\/such\/folder/],
  ])('refuses %o with one sentence', async (words, sentence) => {
    const ended = await studio(['find-lr', ...small, ...words])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(sentence)
    expect(ended.err.trim().split('\n')).toHaveLength(1)
  })
})
