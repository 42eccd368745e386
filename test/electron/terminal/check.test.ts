import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Graph } from '#shared/graph/document'
import { parseGraph, showGraph } from '#shared/graph/parse'
import { chain } from '#shared/presets/chain'
import { presets } from '#shared/presets/index'
import { eventsOf, studio, temporaryFolder } from '../../helpers/studio'

let folder: Awaited<ReturnType<typeof temporaryFolder>>
beforeAll(async () => {
  folder = await temporaryFolder()
})
afterAll(() => folder[Symbol.asyncDispose]())

const saved = async (name: string, content: Graph | string): Promise<string> => {
  const file = join(folder.path, name)
  await writeFile(file, typeof content === 'string' ? content : showGraph(content))
  return file
}
const small = chain('small', [
  ['in', 'input'], ['conv', 'conv2d', { filters: 4, stride: [4, 4] }], ['norm', 'batchNorm'], ['act', 'relu'], ['flat', 'flatten'], ['fc', 'dense', { units: 10 }],
])
const broken = chain('broken', [['in', 'input'], ['conv', 'conv2d', { filters: 0 }], ['a', 'relu'], ['pool\u001b[31m', 'maxPool', { stride: 'big' }], ['fc', 'dense']])

describe('check', () => {
  it('says what a sound network is, and ends well', async () => {
    const ended = await studio(['check', await saved('small.json', small), '--classes', '10', '--channels', '3'])
    expect(ended).toEqual({ code: 0, err: '', out: expect.stringMatching(/^Sound: 6 layers, 2,690 parameters, .*, 10 classes\.\n$/) as string })
  })

  it('says every problem with its fix, and ends with 1', async () => {
    const ended = await studio(['check', await saved('broken.json', broken)])
    expect(ended).toMatchObject({ code: 1, err: '' })
    expect(ended.out.split('\n')).toEqual([
      'Problem: conv: the setting filters must be at least 1. Correct it in the network.',
      'Problem: pool [31m: the setting stride must be two whole numbers. Correct it in the network.',
      'Not sound: 2 problems.', '',
    ])
    const other = await studio(['check', await saved('small.json', small), '--classes', '7'])
    expect(other.code).toBe(1)
    expect(other.out).toContain('Problem: fc gives 10 classes, but the data has 7. Set its units to 7.\n  A fix: Set its units to 7.\n')
  })

  it('says the same for machines', async () => {
    const ended = await studio(['check', await saved('small.json', small), '--classes', '7', '--json'])
    expect(eventsOf(ended)).toEqual([{
      name: 'small', sound: false,
      problems: [expect.objectContaining({ code: 'classesDiffer', node: 'fc', severity: 'error', fix: { label: 'Set its units to 7', edits: [{ type: 'set', node: 'fc', field: 'units', value: 7 }] } })],
    }])
  })

  it('holds a batch against the memory of this computer', async () => {
    expect((await studio(['check', 'vgg16', '--batch', '65536'])).out).toMatch(/^Problem: Training it with a batch of 65536 takes about [\d.]+ GB of memory, and there are /)
  })

  it.each([
    ['a file that is not there', () => Promise.resolve(join(folder.path, 'no.json')), /no\.json is not there\./],
    ['a folder', () => Promise.resolve(folder.path), /needs a folder where there is a file, or a file where there is a folder\./],
    ['a file that is no network', () => saved('letter.json', 'Dear reader'), /letter\.json: This is not the file of a network: it is not JSON\./],
    ['a file of a newer version', () => saved('new.json', showGraph(small).replace('"version": 1', '"version": 7')), /saved by a newer version of the program \(document version 7;/],
    ['no file and no model', () => Promise.resolve('vgg17'), /^There is no model 'vgg17'\. Known are: vgg16-bn, .* named by its file/],
  ])('refuses %s in one sentence', async (_what, name, sentence) => {
    const ended = await studio(['check', await name()])
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toMatch(sentence)
    expect(ended.err.trim().split('\n')).toHaveLength(1)
  })

  it('asks for a network', async () => {
    expect((await studio(['check'])).err).toMatch(/^The network is missing: its file, or the name of a model\./)
  })
})

describe('a network of one\'s own, as a file', () => {
  it('is saved from a preset, and printed as the preset is', async () => {
    const file = join(folder.path, 'vgg.json')
    expect((await studio(['summary', '--model', 'vgg16-bn', '--save', file])).code).toBe(0)
    expect(parseGraph(await readFile(file, 'utf8'))).toEqual(presets['vgg16-bn'].build(32, 10))
    expect((await studio(['summary', '--model', file])).out).toBe((await studio(['summary', '--model', 'vgg16-bn'])).out)
  })

  it('is given other classes and another size when they are asked for', async () => {
    const file = await saved('small.json', small)
    const [printed] = eventsOf(await studio(['summary', '--model', file, '--classes', '3', '--size', '16', '--json'])) as unknown as [{ layers: { output: number[] }[] }]
    expect([printed.layers[0]!.output, printed.layers.at(-1)!.output]).toEqual([[3, 16, 16], [3]])
  })

  it('is trained and evaluated', async () => {
    const file = await saved('small.json', small)
    const run = join(folder.path, 'run')
    const ended = await studio(['train', '--model', file, '--data', 'shapes:200', '--batch', '32', '--epochs', '1', '--out', run])
    expect(ended).toMatchObject({ code: 0 })
    expect((await studio(['evaluate', run])).out).toMatch(/On the 2,000 test pictures/)
  })

  it('is not trained on pictures of other channels than it takes', async () => {
    const grey = { ...small, nodes: small.nodes.map((node) => (node.id === 'in' ? { ...node, params: { channels: 2 } } : node)) }
    const ended = await studio(['train', '--model', await saved('grey.json', grey), '--data', 'shapes:200', '--out', join(folder.path, 'grey')])
    expect(ended.code).toBe(1)
    expect(ended.err).toMatch(/^in takes pictures of 2 channels, but those of the data have 3\. Set its channels to 3\./)
  })

  it('is not trained when it is not sound', async () => {
    const ended = await studio(['train', '--model', await saved('broken.json', broken), '--data', 'shapes:200'])
    expect(ended).toMatchObject({ code: 1, out: '' })
    expect(ended.err).toMatch(/^conv: the setting filters must be at least 1\./)
  })
})
