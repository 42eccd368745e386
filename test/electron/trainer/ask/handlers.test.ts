import { copiesOf } from '#electron/images/pictures'
import * as v from 'valibot'
import { createRequire } from 'node:module'
import { copyFile, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openDataSet } from '#electron/datasets/open'
import type { Engine } from '#electron/engine/engine'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { askHandlers } from '#electron/trainer/ask/handlers'
import { problem } from '#shared/base/problem'
import { askArea, type Evaluation, type PictureOf, type WeightsOf } from '#shared/contract/ask'
import type { ProblemData } from '#shared/base/problem'
import { engineFolder } from '../../../helpers/engine'
import { studio, temporaryFolder } from '../../../helpers/studio'

const { createCanvas } = createRequire(import.meta.url)('@napi-rs/canvas') as typeof import('@napi-rs/canvas')
const data = 'shapes:240'
const weights: WeightsOf = { from: 'run', id: 'a-run', which: 'best' }
const picture: PictureOf = { from: 'data', data, split: 'test', number: 3 }
const signal = new AbortController().signal

let library: Awaited<ReturnType<typeof temporaryFolder>>
let run: string
/** How many networks were compiled. */
let compiled = 0
let ask: ReturnType<typeof askHandlers>

beforeAll(async () => {
  library = await temporaryFolder()
  run = join(library.path, 'runs', 'a-run')
  const ended = await studio(['train', '--model', 'vgg16-bn-small', '--data', data, '--batch', '32', '--epochs', '2', '--out', run])
  expect(ended.code).toBe(0)
  const engine = openTensorFlow(engineFolder())
  const counting: Engine = { ...engine, compileToAnswer: (...args) => (compiled++, engine.compileToAnswer(...args)) }
  ask = askHandlers({ engine: counting, library: library.path })
})
afterAll(() => library[Symbol.asyncDispose]())

/** Listens to a stream until its end. */
async function told<I, E>(stream: (input: I, teller: { snapshot(s: Record<never, never>): void; event(event: E): void; end(problem?: ProblemData): void }, context: { signal: AbortSignal }) => void | Promise<void>, input: I, how: { signal?: AbortSignal; onEvent?: (event: E) => void } = {}) {
  const events: E[] = []
  const ends: (ProblemData | undefined)[] = []
  let snapshots = 0
  await stream(input, { snapshot: () => snapshots++, event: (event) => (events.push(event), how.onEvent?.(event)), end: (wrong) => ends.push(wrong) }, { signal: how.signal ?? signal })
  expect({ snapshots, ends: ends.length }).toEqual({ snapshots: 1, ends: 1 })
  return { events, problem: ends[0] }
}
const evaluate = (wish: Partial<Parameters<typeof ask.evaluate>[0]> = {}, how: Parameters<typeof told>[2] = {}) => told(ask.evaluate, { weights, split: 'test' as const, views: 'none' as const, ...wish }, how)
async function evaluated(wish: Partial<Parameters<typeof ask.evaluate>[0]> = {}): Promise<Evaluation> {
  const { events, problem: wrong } = await evaluate(wish)
  expect(wrong).toBeUndefined()
  const last = events.at(-1)!
  if (last.type !== 'evaluated') throw new Error('There is no evaluation.')
  return last.evaluation
}

describe('evaluate', () => {
  it('tells how far it is, and then everything about the split, as the contract says', async () => {
    const { events } = await evaluate()
    const progress = events.filter((event) => event.type === 'progress')
    expect(progress.at(-1)).toEqual({ type: 'progress', done: 2000, of: 2000 })
    for (const event of events) expect(v.is(askArea.evaluate.event, event)).toBe(true)
    const found = await evaluated()
    expect(found).toMatchObject({ split: 'test', data, count: 2000 })
    expect(found.confusion.flat().reduce((sum, n) => sum + n)).toBe(2000)
    expect(found.calibration.bins.reduce((sum, bin) => sum + bin.count, 0)).toBe(2000)
    const { test } = await openDataSet(data)
    expect([...found.truth]).toEqual([...test!.labels])
    const right = found.truth.filter((label, i) => label === found.answers[i]).length
    expect(right / 2000).toBeCloseTo(found.score.accuracy, 10)
    expect(Math.min(...found.confidence)).toBeGreaterThanOrEqual(0.0999)
  })

  it('keeps an evaluation in the folder of the run, and reads it instead of asking the network again', async () => {
    const first = await evaluated({ split: 'validation' })
    const other = askHandlers({ engine: { name: 'none', version: '', compile: () => Promise.reject(new Error('compiled')), compileToAnswer: () => Promise.reject(new Error('compiled')) }, library: library.path })
    const { events } = await told(other.evaluate, { weights, split: 'validation', views: 'none' })
    expect(events).toEqual([{ type: 'evaluated', evaluation: first }])
    const again = await told(other.evaluate, { weights, split: 'validation', views: 'flip' })
    expect(again.problem?.sentence).toMatch(/compiled/)
  })

  it('scores again what is damaged on disk', async () => {
    const first = await evaluated({ split: 'training' })
    const folder = join(run, 'evaluations')
    for (const name of await readdir(folder)) await writeFile(join(folder, name), '{"format": "vgg-studio-evalua')
    expect(await evaluated({ split: 'training' })).toEqual(first)
  })

  it('scores a file of weights as it scores its run', async () => {
    const { best } = JSON.parse(await readFile(join(run, 'run.json'), 'utf8')) as { best: { step: number } }
    const file = join(library.path, 'taken.safetensors')
    await copyFile(join(run, 'checkpoints', String(best.step), 'weights.safetensors'), file)
    expect((await evaluated({ weights: { from: 'file', path: file }, data })).score).toEqual((await evaluated()).score)
    expect((await evaluate({ weights: { from: 'file', path: file } })).problem).toMatchObject({ code: 'dataNotNamed' })
    await expect(ask.nearest({ weights: { from: 'file', path: file }, picture, count: 3 }, { signal })).rejects.toEqual(problem('neighboursOfFile', { file }))
  })

  it('stops between batches when nobody listens any more, and keeps nothing', async () => {
    await rm(join(run, 'evaluations'), { recursive: true, force: true })
    const gone = new AbortController()
    const { events } = await evaluate({}, { signal: gone.signal, onEvent: () => gone.abort() })
    expect(events).toHaveLength(1)
    await expect(readdir(join(run, 'evaluations'))).rejects.toThrow('ENOENT')
  })

  it('says that there is no such run', async () => {
    const { problem: wrong } = await evaluate({ weights: { from: 'run', id: 'no-run', which: 'last' } })
    expect(wrong).toMatchObject({ code: 'noRun', sentence: `There is no run in ${join(library.path, 'runs', 'no-run')}.` })
  })
})

describe('predict', () => {
  it('gives the likeliest classes, and the picture as the network sees it', async () => {
    const answer = await ask.predict({ weights, picture, top: 4 }, { signal })
    expect(v.is(askArea.predict.output, answer)).toBe(true)
    expect(answer.answers).toHaveLength(4)
    const { test } = await openDataSet(data)
    expect(answer.seen.bytes).toEqual(copiesOf(test!, [3]))
    const { answers, confidence } = await evaluated()
    expect(answer.answers[0]!.class).toBe(answers[3])
    expect(answer.answers[0]!.probability).toBeCloseTo(confidence[3]!, 5)
  })

  it('compiles nothing for a second question', async () => {
    await ask.predict({ weights, picture, top: 1 }, { signal })
    const before = compiled
    await ask.predict({ weights, picture: drawn(), top: 1 }, { signal })
    await ask.explain({ weights, picture }, { signal })
    expect(compiled).toBe(before)
  })

  it('leaves the bytes of a picture file as they are, and says when they are none', async () => {
    const file = drawn()
    const before = Uint8Array.from(file.bytes)
    const { seen } = await ask.predict({ weights, picture: file, top: 1 }, { signal })
    expect(seen).toMatchObject({ count: 1, height: 32, width: 32, channels: 3 })
    expect([...seen.bytes.subarray(0, 3)]).toEqual([34, 170, 102])
    expect(file.bytes).toEqual(before)
    const wrong = (bytes: Uint8Array) => ask.predict({ weights, picture: { from: 'bytes', bytes, name: 'dropped.png' }, top: 1 }, { signal })
    await expect(wrong(new Uint8Array(0))).rejects.toEqual(problem('pictureEmpty', { file: 'dropped.png' }))
    await expect(wrong(new TextEncoder().encode('no picture'))).rejects.toEqual(problem('pictureUnknown', { file: 'dropped.png' }))
  })

  it('says that a data set has no such picture', async () => {
    const beyond = ask.predict({ weights, picture: { ...picture, number: 2000 }, top: 1 }, { signal })
    await expect(beyond).rejects.toMatchObject({ code: 'pictureNotThere', sentence: expect.stringMatching(/ has no picture 2000: there are 2000, counted from 0\.$/) as string })
  })
})

describe('explain', () => {
  it('gives Grad-CAM of the likeliest class at the last convolution', async () => {
    const { answers } = await ask.predict({ weights, picture, top: 1 }, { signal })
    const found = await ask.explain({ weights, picture }, { signal })
    expect(v.is(askArea.explain.output, found)).toBe(true)
    expect(found).toMatchObject({ node: expect.stringMatching(/./) as string, class: answers[0]!.class })
    expect(found.heat).toHaveLength(found.height * found.width)
    expect(await ask.explain({ weights, picture, class: found.class, node: found.node }, { signal })).toEqual(found)
  })

  it('takes any layer with a map and any class', async () => {
    const found = await ask.explain({ weights, picture, class: 7, node: 'features.0' }, { signal })
    expect(found).toMatchObject({ class: 7, height: 32, width: 32 })
    expect(Math.max(...found.heat)).toBe(1)
    expect(Math.min(...found.heat)).toBe(0)
  })

  it('says which layer or class is not there, or has no map', async () => {
    const asked = (wish: { class?: number; node?: string }) => ask.explain({ weights, picture, ...wish }, { signal })
    await expect(asked({ class: 10 })).rejects.toEqual(problem('classNotThere', { class: 10, classes: 10 }))
    await expect(asked({ node: 'features.99' })).rejects.toMatchObject({ code: 'layerNotThere', sentence: "The network has no layer 'features.99'." })
    await expect(asked({ node: 'classifier.0' })).rejects.toMatchObject({ code: 'layerWithoutMap' })
  })
})

describe('feature maps', () => {
  it('are the strongest channels of a layer, strongest first', async () => {
    const all = await ask.featureMaps({ weights, picture, node: 'features.0', most: 1000 }, { signal })
    expect(v.is(askArea.featureMaps.output, all)).toBe(true)
    expect(all).toMatchObject({ height: 32, width: 32, channels: Array.from({ length: 16 }, (_, i) => i) })
    const few = await ask.featureMaps({ weights, picture, node: 'features.0', most: 2 }, { signal })
    const channel = few.channels[0]!
    expect(few.values.slice(0, 1024)).toEqual(all.values.slice(channel * 1024, (channel + 1) * 1024))
  })

  it('of a layer of plain numbers are channels of one pixel', async () => {
    const found = await ask.featureMaps({ weights, picture, node: 'classifier.0', most: 3 }, { signal })
    expect(found).toMatchObject({ height: 1, width: 1 })
    expect(found.values).toHaveLength(3)
  })
})

describe('neighbours', () => {
  it('of a training picture are itself, and then others by their cosine', async () => {
    const { numbers } = await evaluated({ split: 'training' })
    const own: PictureOf = { from: 'data', data, split: 'training', number: numbers[5]! }
    const found = await ask.nearest({ weights, picture: own, count: 4 }, { signal })
    expect(v.is(askArea.nearest.output, found)).toBe(true)
    expect(found.neighbours[0]!.number).toBe(numbers[5])
    expect(found.neighbours[0]!.similarity).toBeCloseTo(1, 5)
    const similarities = found.neighbours.map(({ similarity }) => similarity)
    expect(similarities).toEqual([...similarities].sort((a, b) => b - a))
    const { training } = await openDataSet(data)
    for (const [i, { number, label }] of found.neighbours.entries()) {
      expect(label).toBe(training.labels[number])
      expect(found.sheet.bytes.slice(i * 3072, (i + 1) * 3072)).toEqual(copiesOf(training, [number]))
    }
  })

  it('are compared with what is kept in the folder of the run, computed once a checkpoint, and anew when it is damaged', async () => {
    const fresh = () => askHandlers({ engine: openTensorFlow(engineFolder()), library: library.path })
    const { count } = await evaluated({ split: 'training' })
    await rm(join(run, 'features'), { recursive: true, force: true })
    const first = await told(fresh().prepareNearest, { weights })
    expect(first.problem).toBeUndefined()
    expect(first.events.at(-1)).toEqual({ done: count, of: count })
    const names = await readdir(join(run, 'features'))
    expect(names).toEqual([expect.stringMatching(/^\d+\.safetensors$/)])
    expect((await told(fresh().prepareNearest, { weights })).events).toEqual([])
    await writeFile(join(run, 'features', names[0]!), 'cut')
    expect((await told(fresh().prepareNearest, { weights })).events).toEqual(first.events)
  })

  it('are not looked for when the question was taken back', async () => {
    await rm(join(run, 'features'), { recursive: true, force: true })
    const other = askHandlers({ engine: openTensorFlow(engineFolder()), library: library.path })
    const gone = AbortSignal.abort()
    await expect(other.nearest({ weights, picture, count: 1 }, { signal: gone })).rejects.toEqual(problem('answerGivenUp'))
    expect((await other.nearest({ weights, picture, count: 1 }, { signal })).neighbours).toHaveLength(1)
  })

  it('come to who waits for them when the one who asked first has given up', async () => {
    await rm(join(run, 'features'), { recursive: true, force: true })
    const other = askHandlers({ engine: openTensorFlow(engineFolder()), library: library.path })
    const [first, second] = [other.nearest({ weights, picture, count: 1 }, { signal: AbortSignal.abort() }), other.nearest({ weights, picture, count: 1 }, { signal })]
    await expect(first).rejects.toEqual(problem('answerGivenUp'))
    expect((await second).neighbours).toHaveLength(1)
  })
})

/** A green PNG file. */
function drawn(): Extract<PictureOf, { from: 'bytes' }> {
  const canvas = createCanvas(90, 70)
  const context = canvas.getContext('2d')
  context.fillStyle = '#2a6'
  context.fillRect(0, 0, 90, 70)
  return { from: 'bytes', bytes: Uint8Array.from(canvas.toBuffer('image/png')), name: 'green.png' }
}
