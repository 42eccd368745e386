import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Engine, Serving } from '#electron/engine/engine'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { exportHandlers } from '#electron/trainer/export/handlers'
import type { ProblemData } from '#shared/base/problem'
import { exportFormats, type ExportEvent, type ExportFormat } from '#shared/contract/export'
import { engineFolder } from '../../../helpers/engine'
import { studio, temporaryFolder } from '../../../helpers/studio'

let library: Awaited<ReturnType<typeof temporaryFolder>>
let engine: Engine & Serving

beforeAll(async () => {
  library = await temporaryFolder()
  const ended = await studio(['train', '--model', 'vgg16-bn-small', '--data', 'shapes:240', '--batch', '32', '--epochs', '1', '--out', join(library.path, 'runs', 'a-run')])
  expect(ended.code).toBe(0)
  engine = openTensorFlow(engineFolder())
})
afterAll(() => library[Symbol.asyncDispose]())

interface Asked {
  readonly formats?: readonly ExportFormat[]
  readonly with?: Engine & Serving
  readonly stopAt?: ExportEvent['type']
}

/** Exports the run into a folder; gives what was told. */
async function exported(folder: string, { formats = exportFormats, with: other = engine, stopAt }: Asked = {}) {
  const events: ExportEvent[] = []
  const stop = new AbortController()
  let problem: ProblemData | undefined
  const event = (told: ExportEvent) => {
    events.push(told)
    if (told.type === stopAt) stop.abort()
  }
  await exportHandlers({ engine: other, library: library.path }).write(
    { weights: { from: 'run', id: 'a-run', which: 'last' }, formats: [...formats], folder },
    { snapshot: () => undefined, event, end: (ended) => (problem = ended) }, { signal: stop.signal })
  return { events, problem }
}

describe('an export', () => {
  it('is written, read back, compared on the pictures of the run, and only then there under its name', async () => {
    await using out = await temporaryFolder()
    const { events, problem } = await exported(out.path)
    expect(problem).toBeUndefined()
    const done = events.filter((event) => event.type === 'exported')
    expect(done.map(({ format, folder }) => [format, folder])).toEqual(exportFormats.map((format) => [format, join(out.path, format)]))
    for (const { relative, pictures, sameAnswers } of done) expect({ near: relative <= 1e-4, pictures, sameAnswers }).toEqual({ near: true, pictures: 64, sameAnswers: 64 })
    expect(done.filter(({ format }) => format === 'safetensors' || format === 'pytorch').map(({ largest }) => largest)).toEqual([0, 0])
    expect(await readdir(out.path)).toEqual([...exportFormats].sort())
    expect((await readdir(join(out.path, 'pytorch'))).sort()).toEqual(['README.txt', 'model.py', 'weights.pth'])
    const text = await readFile(join(out.path, 'onnx', 'README.txt'), 'utf8')
    expect(text).toMatch(/one picture is 3 × 32 × 32[^]*mean +0\.\d+[^]*compared on 64 pictures of Shapes-10[^]*InferenceSession\(\s*'model\.onnx'\)[^]*0 {2}circle\n/)
  })

  it('sweeps what an export left that was killed, and nothing else that is hidden there', async () => {
    await using out = await temporaryFolder()
    const [dead, others] = ['.onnx.999999999.partial', ['.git', '.letter.999999999.partial', `.savedmodel.${process.pid}.partial`]]
    for (const name of [dead, ...others]) await mkdir(join(out.path, name))
    await exported(out.path, { formats: ['safetensors'] })
    expect((await readdir(out.path)).sort()).toEqual([...others, 'safetensors'].sort())
  })

  it('never writes over one that is there', async () => {
    await using out = await temporaryFolder()
    await exported(out.path, { formats: ['safetensors'] })
    await writeFile(join(out.path, 'safetensors', 'mine.txt'), 'mine')
    const { events } = await exported(out.path, { formats: ['safetensors'] })
    expect(events.at(-1)).toMatchObject({ type: 'exported', folder: join(out.path, 'safetensors-2') })
    expect(await readFile(join(out.path, 'safetensors', 'mine.txt'), 'utf8')).toBe('mine')
  })

  it('that answers differently is told of with how much, and nothing of it stays; the others go on', async () => {
    await using out = await temporaryFolder()
    const wrong: Engine & Serving = {
      ...engine,
      servingModel: (graph, weights) => engine.servingModel(graph, new Map([...weights].map(([name, { shape, data }]) => [name, { shape, data: name.endsWith('bias') ? data.map((value) => value + 0.01) : data }]))),
    }
    const { events, problem } = await exported(out.path, { formats: ['savedmodel', 'pytorch'], with: wrong })
    expect(problem).toBeUndefined()
    expect(events.find(({ type }) => type === 'notExported')).toMatchObject({ format: 'savedmodel', code: 'exportDiffers', sentence: expect.stringMatching(/^Read back, the SavedModel export answers differently, by [\d.]+e-\d of the largest answer where 1e-4 is allowed; it was removed\.$/) as string })
    expect(await readdir(out.path)).toEqual(['pytorch'])
  })

  it.each(['writing', 'comparing'] as const)('that is stopped while %s leaves nothing', async (stopAt) => {
    await using out = await temporaryFolder()
    const { events } = await exported(out.path, { formats: ['onnx', 'pytorch'], stopAt })
    expect(events.some(({ type, format }) => type === 'exported' || format === 'pytorch')).toBe(stopAt === 'comparing' && events.at(-1)!.type === 'exported')
    expect((await readdir(out.path)).filter((name) => name.startsWith('.'))).toEqual([])
  })

  it('into what is no folder says so', async () => {
    await using out = await temporaryFolder()
    const file = join(out.path, 'file')
    await writeFile(file, '')
    const { events } = await exported(file, { formats: ['onnx'] })
    expect(events.at(-1)).toMatchObject({ type: 'notExported', code: 'wrongKindOfFile' })
  })
})
