import { createRequire } from 'node:module'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventsOf, studio, temporaryFolder } from '../../helpers/studio'

const { createCanvas, loadImage } = createRequire(import.meta.url)('@napi-rs/canvas') as typeof import('@napi-rs/canvas')

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let run: string

beforeAll(async () => {
  folder = await temporaryFolder()
  run = join(folder.path, 'run')
  const ended = await studio(['train', '--model', 'vgg16-bn-small', '--data', 'shapes:240', '--batch', '32', '--epochs', '1', '--out', run])
  expect(ended.code).toBe(0)
})
afterAll(() => folder[Symbol.asyncDispose]())

const weightsOf = async (): Promise<string> => {
  const { last } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { last: { step: number } }
  return join(run, 'checkpoints', String(last.step), 'weights.safetensors')
}

describe('evaluate', () => {
  it('scores the test pictures of the run, with figures of each class and the confusion matrix', async () => {
    const ended = await studio(['evaluate', run])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toMatch(/On the 2,000 test pictures: loss [\d.]+, accuracy [\d.]+ %, among the first five [\d.]+ %/)
    expect(ended.out).toMatch(/class +precision +recall +F1 +pictures/)
    expect(ended.out).toMatch(/confusion matrix: a row is what the pictures show/)
  })

  it('says how far probabilities can be taken at their word, and which mistakes it was surest of', async () => {
    const { out } = await studio(['evaluate', run])
    expect(out).toMatch(/calibration: how sure the answers were, and how many of them were right; off by [\d.]+ % on average\nprobability +mean +right +pictures/)
    expect(out).toMatch(/the mistakes that it was surest of\n +shows +taken for +probability\npicture \d+ +\w+ +\w+ +[\d.]+ %/)
    const event = eventsOf(await studio(['evaluate', run, '--json'])).find(({ type }) => type === 'evaluated') as unknown as { mistakes: { truth: number; answer: number; confidence: number }[]; calibration: { bins: unknown[] } }
    expect(event.calibration.bins).toHaveLength(15)
    expect(event.mistakes).toHaveLength(20)
    expect(event.mistakes.every(({ truth, answer }) => truth !== answer)).toBe(true)
    expect(event.mistakes.map(({ confidence }) => confidence)).toEqual(event.mistakes.map(({ confidence }) => confidence).sort((a, b) => b - a))
  })

  it('gives the same score for a file of weights as for its run', async () => {
    const [ofRun, ofFile] = [await studio(['evaluate', run, '--json']), await studio(['evaluate', await weightsOf(), '--data', 'shapes:240', '--json'])]
    const scored = (ended: typeof ofRun) => eventsOf(ended).find(({ type }) => type === 'evaluated')
    expect(scored(ofRun)).toBeDefined()
    expect(scored(ofFile)).toEqual(scored(ofRun))
  })

  it('counts every picture of a split once', async () => {
    const event = eventsOf(await studio(['evaluate', run, '--split', 'validation', '--json'])).find(({ type }) => type === 'evaluated') as { count: number; confusion: number[][] }
    expect(event.confusion.flat().reduce((sum, n) => sum + n, 0)).toBe(event.count)
  })

  it('names the first tensor that differs when the weights are of another network', async () => {
    const ended = await studio(['evaluate', await weightsOf(), '--model', 'vgg16-bn', '--data', 'shapes:240'])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/^The weights do not fit the network, first at features\.0\.weight: the weights have 16 × 3 × 3 × 3, the network has 64 × 3 × 3 × 3\./)
  })

  it('says which file of weights is cut off', async () => {
    const cut = join(folder.path, 'cut.safetensors')
    const whole = await readFile(await weightsOf())
    await writeFile(cut, whole.subarray(0, whole.length - 1000))
    const ended = await studio(['evaluate', cut, '--data', 'shapes:240'])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/cut\.safetensors is not a whole safetensors file: it ends within the values of /)
  })
})

describe('predict', () => {
  it('prints the likeliest classes of pictures of any size', async () => {
    const [png, jpeg] = [join(folder.path, 'wide.png'), join(folder.path, 'katze mit Ümlaut und 空白.jpg')]
    await writeFile(png, drawn(300, 90).toBuffer('image/png'))
    await writeFile(jpeg, drawn(40, 700).toBuffer('image/jpeg'))
    const ended = await studio(['predict', run, png, jpeg, '--top', '10', '--json'])
    expect(ended).toMatchObject({ code: 0, err: '' })
    const answers = eventsOf(ended).filter(({ type }) => type === 'predicted') as unknown as { file: string; classes: { probability: number }[] }[]
    expect(answers.map(({ file }) => file)).toEqual([png, jpeg])
    for (const { classes } of answers) {
      expect(classes.reduce((sum, { probability }) => sum + probability, 0)).toBeCloseTo(1, 5)
      expect(classes.map(({ probability }) => probability)).toEqual([...classes.map(({ probability }) => probability)].sort((a, b) => b - a))
    }
  })

  it('says which file is no picture, answers for the others, and ends with an error', async () => {
    const [text, png] = [join(folder.path, 'text-named.jpg'), join(folder.path, 'square.png')]
    await writeFile(text, 'This is a letter, not a picture.')
    await writeFile(png, drawn(64, 64).toBuffer('image/png'))
    const ended = await studio(['predict', run, text, png])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/text-named\.jpg/)
    expect(ended.err.trim().split('\n')).toHaveLength(1)
    expect(ended.out).toMatch(/square\.png\n {2}\w+ +[\d.]+ %/)
  })

  it('asks for a run and for pictures', async () => {
    expect((await studio(['predict'])).err).toMatch(/^The run is missing/)
    expect((await studio(['predict', run])).err).toMatch(/^The picture is missing/)
    expect((await studio(['predict', 'no/such/run', 'x.png'])).err).toMatch(/^no\/such\/run is not there\./)
  })
})

describe('explain', () => {
  it('draws what speaks for the likeliest class, and prints the probabilities', async () => {
    const [picture, map] = [join(folder.path, 'asked.png'), join(folder.path, 'new folder', 'map.png')]
    await writeFile(picture, drawn(80, 60).toBuffer('image/png'))
    const ended = await studio(['explain', '--run', run, '--picture', picture, '--out', map, '--top', '2'])
    expect(ended).toMatchObject({ code: 0, err: '' })
    expect(ended.out).toMatch(/asked\.png\n( {2}\w+ +[\d.]+ %\n){2}What speaks for \w+ at features\.\d+ is drawn in .*map\.png/)
    const { width, height } = await loadImage(map)
    expect([width, height]).toEqual([2 * 384 + 12, 384 + 12 + 16])
  })

  it('takes a class by its name and a layer, and says which there are', async () => {
    const [picture, map] = [join(folder.path, 'asked.png'), join(folder.path, 'other.png')]
    await writeFile(picture, drawn(80, 60).toBuffer('image/png'))
    const { data: { classes } } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { data: { classes: string[] } }
    const asked = (...words: string[]) => studio(['explain', '--run', run, '--picture', picture, '--out', map, ...words])
    const ended = await asked('--class', classes[4]!, '--layer', 'features.0', '--json')
    expect(eventsOf(ended).find(({ type }) => type === 'explained')).toMatchObject({ class: classes[4], layer: 'features.0', out: map })
    expect((await asked('--class', 'no such thing')).err).toMatch(/^The network knows no class 'no such thing'\. It knows: /)
    expect((await asked('--layer', 'features.99')).err).toMatch(/^The network has no layer 'features\.99'\. Its layers are: input, features\.0, /)
  })

  it('asks for a run, a picture and where to draw', async () => {
    expect((await studio(['explain'])).err).toMatch(/^The run is missing/)
    expect((await studio(['explain', '--run', run])).err).toMatch(/^--picture is missing: a picture file\./)
    expect((await studio(['explain', '--run', run, '--picture', 'x.png'])).err).toMatch(/^--out is missing: the PNG file to write\./)
    expect((await studio(['explain', '--run', run, '--picture', 'no-such.png', '--out', 'x.png'])).err).toMatch(/^no-such\.png is not there\./)
  })
})

describe('the terminal', () => {
  it('explains itself, and each command with examples', async () => {
    expect((await studio(['--help'])).out).toMatch(/usage: npm run studio -- <command>/)
    for (const command of ['train', 'evaluate', 'predict', 'explain', 'summary', 'check', 'doctor']) {
      const { code, out } = await studio([command, '--help'])
      expect(code).toBe(0)
      expect(out).toMatch(/examples:\n {2}npm run studio -- /)
    }
  })

  it('refuses an unknown command', async () => {
    expect(await studio(['fly'])).toMatchObject({ code: 1, err: expect.stringMatching(/^There is no command 'fly'\. Known are: train, /) as string })
  })

  it('prints the table of layers with totals, and the formulas', async () => {
    const { out } = await studio(['summary', '--model', 'vgg16', '--classes', '1000', '--explain'])
    expect(out).toMatch(/total +138,357,544 +15,470,264,320/)
    expect(out).toMatch(/height and width ⌊\(224 \+ 2·1 − 3\) \/ 1⌋ \+ 1 = 224; channels = filters = 64/)
  })

  it('says what is here for training', async () => {
    const { code, out } = await studio(['doctor'])
    expect(code).toBe(0)
    expect(out).toMatch(/Training is possible\./)
  })

  it('says in one sentence that there is no engine', async () => {
    await using elsewhere = await temporaryFolder()
    const nothing = { VGG_STUDIO_ENGINE: '', XDG_DATA_HOME: elsewhere.path, HOME: elsewhere.path, LOCALAPPDATA: elsewhere.path }
    const ended = await studio(['predict', run, 'x.png'], undefined, nothing)
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/engine/)
    expect(ended.err).toMatch(/npm run engine/)
  })
})

function drawn(width: number, height: number) {
  const canvas = createCanvas(width, height)
  const context = canvas.getContext('2d')
  context.fillStyle = '#2a6'
  context.fillRect(0, 0, width, height)
  context.fillStyle = '#d33'
  context.fillRect(width / 4, height / 4, width / 2, height / 2)
  return canvas
}
