import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { eventsOf, studio, temporaryFolder } from '../../helpers/studio'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
let run: string

beforeAll(async () => {
  folder = await temporaryFolder()
  run = join(folder.path, 'run')
  expect((await studio(['train', '--model', 'lenet-5', '--data', 'shapes:240', '--batch', '32', '--epochs', '1', '--out', run])).code).toBe(0)
})
afterAll(() => folder[Symbol.asyncDispose]())

describe('export', () => {
  it('writes every format and says how near each came back', async () => {
    const out = join(folder.path, 'all')
    const ended = await studio(['export', run, '--format', 'all', '--out', out])
    expect(ended).toMatchObject({ code: 0, err: '' })
    for (const [label, name] of [['safetensors', 'safetensors'], ['PyTorch', 'pytorch'], ['ONNX', 'onnx'], ['SavedModel', 'savedmodel']] as const)
      expect(ended.out).toContain(`${label}: ${join(out, name)}, `)
    expect(ended.out.match(/read back and compared on \d+ pictures: largest difference \d\.\de[+-]\d+, \d\.\de[+-]\d+ of the largest answer; same class for \d+/g)).toHaveLength(4)
  })

  it('gives weights of PyTorch that the terminal takes again, with the same score', async () => {
    const out = join(folder.path, 'again')
    const events = eventsOf(await studio(['export', run, '--format', 'pytorch,safetensors', '--out', out, '--weights', 'last', '--json']))
    expect(events.filter(({ type }) => type === 'exported').map(({ format }) => format)).toEqual(['pytorch', 'safetensors'])
    const scored = async (words: readonly string[]) => eventsOf(await studio(['evaluate', ...words, '--json'])).find(({ type }) => type === 'evaluated')
    const known = await scored([join(out, 'safetensors', 'weights.safetensors'), '--data', 'shapes:240'])
    expect(known).toBeDefined()
    expect(await scored([run, '--weights', 'last'])).toEqual(known)
    // A state dict says nothing of the network and the pictures' mean: these are named, and computed.
    expect(await scored([join(out, 'pytorch', 'weights.pth'), '--model', 'lenet-5', '--data', 'shapes:240'])).toMatchObject({ type: 'evaluated', count: 2000 })
  })

  it('says what is missing or not known', async () => {
    expect((await studio(['export', run, '--out', 'x'])).err).toMatch(/^--format is missing: one of safetensors, pytorch, onnx, savedmodel, or all\./)
    expect((await studio(['export', run, '--format', 'onnx'])).err).toMatch(/^--out is missing: the folder to write into\./)
    expect((await studio(['export', run, '--format', 'keras', '--out', 'x'])).err).toMatch(/^--format must be one of safetensors, pytorch, onnx, savedmodel, not 'keras'\./)
    expect((await studio(['export', 'no/such/run', '--format', 'onnx', '--out', 'x'])).err).toMatch(/^no\/such\/run is not there\./)
  })

  it('ends with 1 when a format could not be written, and leaves nothing', async () => {
    const ended = await studio(['export', run, '--format', 'onnx', '--out', join(run, 'run.json')])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/^ONNX: .*run\.json needs a folder where there is a file/)
    expect((await readdir(run)).filter((name) => name.includes('partial'))).toEqual([])
  })
})
