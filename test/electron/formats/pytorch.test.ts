import fc from 'fast-check'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { storedZip } from '#electron/files/storedZip'
import { pickle, type Picklable } from '#electron/formats/pytorch/pickle'
import { readStateDict, writeStateDict } from '#electron/formats/pytorch/stateDict'
import { readWeightsFile } from '#electron/formats/weightsFile'
import { StudioProblem } from '#shared/base/problem'
import { sizeOf } from '#shared/ops/ops'
import { fuzzing, fuzzTimeout, mutated } from '../datasets/mutations'
import { temporaryFolder } from '../../helpers/studio'

const fixture = (name: string) => join(import.meta.dirname, '..', '..', 'fixtures', 'pytorch', `${name}.pth`)

/** What make.py put into the network: quarters, counted up. */
const parameters: readonly (readonly [string, readonly number[]])[] = [['0.weight', [2, 1, 3, 3]], ['0.bias', [2]], ['1.weight', [2]], ['1.bias', [2]], ['3.weight', [2, 8]], ['3.bias', [2]]]
const quarters = (shape: readonly number[]) => Float32Array.from({ length: sizeOf(shape) }, (_, i) => i / 4)

/** Writes bytes as a file and reads it as a state dict. */
async function readBytes(bytes: Uint8Array) {
  await using folder = await temporaryFolder()
  const path = join(folder.path, 'x.pth')
  await writeFile(path, bytes)
  return await readStateDict(path)
}
const zipOf = (pickled: Uint8Array, more: Record<string, Uint8Array> = {}) =>
  Buffer.concat(storedZip(new Map([['a/data.pkl', pickled], ...Object.entries(more).map(([name, bytes]) => [`a/${name}`, bytes] as const)])))

describe('a state dict', () => {
  it.each(['state-dict', 'protocol-4', 'before-1.6', 'parameters', 'checkpoint', 'half'])("is read as PyTorch wrote it: %s", async (name) => {
    const { weights } = await readWeightsFile(fixture(name))
    for (const [tensor, shape] of parameters) expect(weights.get(tensor)).toEqual({ shape, data: quarters(shape) })
    const statistics = [...weights.keys()].filter((tensor) => !parameters.some(([other]) => other === tensor))
    expect(statistics).toEqual(name === 'parameters' || name === 'half' ? [] : ['1.running_mean', '1.running_var', '1.num_batches_tracked'])
  })

  it('may have tensors that see the same values in other orders', async () => {
    const { weights } = await readWeightsFile(fixture('views'))
    expect(weights.get('turned')).toEqual({ shape: [4, 2, 3], data: Float32Array.from({ length: 24 }, (_, i) => (i % 3) * 4 + (Math.floor(i / 3) % 2) * 12 + Math.floor(i / 6)) })
    expect(weights.get('part')).toEqual({ shape: [4], data: Float32Array.of(3, 4, 5, 6) })
    expect(weights.get('tied')).toEqual(weights.get('part'))
  })

  it('comes back as it was written, whatever the shapes and names', async () => {
    const weights = new Map([
      ['features.0.weight', { shape: [2, 3, 1, 1], data: Float32Array.of(1, 2, 3, -4, 5e-30, 6) }],
      ['Größe', { shape: [1], data: Float32Array.of(-0) }],
      ['single', { shape: [], data: Float32Array.of(7) }],
      ['none', { shape: [0, 4], data: new Float32Array() }],
    ])
    expect(await readBytes(Buffer.concat(writeStateDict(weights)))).toEqual(weights)
  })
})

const ordered = (...entries: [string, Picklable][]): Picklable => ({ ordered: entries })
const tensor = (count: number, shape: number[], strides: number[], offset = 0): Picklable => ({
  module: 'torch._utils', name: '_rebuild_tensor_v2',
  call: [{ persistent: { tuple: ['storage', { module: 'torch', name: 'FloatStorage' }, '0', 'cpu', count] } }, offset, { tuple: shape }, { tuple: strides }, false],
})
const four = { 'data/0': new Uint8Array(16) }

describe('a file that is no plain state dict', () => {
  it('is refused by the name of what it asks for, and nothing of it is run', async () => {
    await expect(readStateDict(fixture('module'))).rejects.toMatchObject({ code: 'stateDictForeign' })
    const command: Picklable = { module: 'os', name: 'system', call: ['echo run'] }
    await expect(readBytes(zipOf(pickle(command)))).rejects.toThrow(/x\.pth asks for os\.system, which is a program's and no weights; nothing of it was run\. Save only the weights/)
    for (const [module, name] of [['builtins', 'eval'], ['torch', 'load'], ['torch._utils', '__class__'], ['__proto__', 'constructor'], ['collections', 'OrderedDict.__init__']] as const)
      await expect(readBytes(zipOf(pickle({ module, name })))).rejects.toThrow(`asks for ${module}.${name}`)
  })

  it.each([
    ['is cut off', pickle('x').subarray(0, 5), {}, /it is cut off/],
    ['has no tensors', pickle(ordered(['a', 3])), {}, /there are no tensors in it by names/],
    ['lacks its values', pickle(ordered(['a', tensor(4, [4], [1])])), {}, /the values 0 are missing or cut off/],
    ['has values that are cut off', pickle(ordered(['a', tensor(4, [4], [1])])), { 'data/0': new Uint8Array(15) }, /the values 0 are missing or cut off/],
    ['has a tensor past its values', pickle(ordered(['a', tensor(4, [5], [1])])), four, /a tensor in it is larger than its values/],
    ['has one that steps past them', pickle(ordered(['a', tensor(4, [2, 2], [3, 1])])), four, /a tensor in it is larger than its values/],
    ['has one that begins past them', pickle(ordered(['a', tensor(4, [1], [1], 4)])), four, /a tensor in it is larger than its values/],
    ['has one that is made of one value', pickle(ordered(['a', tensor(4, [2 ** 40], [0])])), four, /a tensor in it is larger than its values/],
    ['has a negative size', pickle(ordered(['a', tensor(4, [-1], [1])])), four, /a tensor in it makes no sense/],
    ['has many tensors of the same values', pickle(ordered(...Array.from({ length: 9 }, (_, i): [string, Picklable] => [`t${i}`, tensor(4, [4], [1])]))), four, /its tensors share their values too often/],
    ['calls a storage', pickle({ module: 'torch', name: 'FloatStorage', call: [] }), {}, /asks for torch\.FloatStorage/],
    ['copies a dict', pickle({ module: 'collections', name: 'OrderedDict', call: [{ tuple: [] }] }), {}, /its list of tensors makes no sense/],
    ['refers elsewhere', pickle({ persistent: 'module' }), {}, /it refers to what is no storage/],
    ['has a code of a program', Uint8Array.of(0x80, 2, 0x69), {}, /it has the code 105 at 2/],
    ['is of the other byte order', pickle(ordered(['a', tensor(4, [4], [1])])), { ...four, byteorder: Buffer.from('big') }, /its numbers are stored with the highest byte first/],
  ])('%s: one sentence says so and names the file', async (_what, pickled, more, sentence) => {
    await expect(readBytes(zipOf(pickled, more))).rejects.toThrow(sentence)
    await expect(readBytes(zipOf(pickled, more))).rejects.toThrow(/x\.pth/)
  })

  it('that is no zip of torch.save says so', async () => {
    await expect(readBytes(Buffer.concat(storedZip(new Map([['a/b', Buffer.from('c')]]))))).rejects.toThrow(/it has no data\.pkl, so torch\.save did not write it/)
    await expect(readBytes(Buffer.from('PK and then nothing'))).rejects.toThrow(/x\.pth cannot be read as weights of PyTorch: it is no zip, or is cut off or damaged/)
    await expect(readStateDict('no/such.pth')).rejects.toMatchObject({ code: 'fileMissing' })
  })

  it('never surprises, however it is damaged', async () => {
    await using folder = await temporaryFolder()
    const path = join(folder.path, 'x.pth')
    const files = await Promise.all(['state-dict', 'before-1.6', 'views', 'module', 'protocol-4'].map((name) => readFile(fixture(name))))
    const isUnderstood = async (bytes: Uint8Array) => {
      await writeFile(path, bytes)
      const outcome = await readStateDict(path).catch((thrown: unknown) => thrown)
      if (outcome instanceof Map) for (const { shape, data } of outcome.values()) expect(data).toHaveLength(sizeOf(shape as number[]))
      else expect(outcome).toBeInstanceOf(StudioProblem)
    }
    await fc.assert(fc.asyncProperty(mutated(files), isUnderstood), fuzzing(300))
    // The pickle itself damaged, in a zip that is whole.
    const pickles = [pickle(ordered(['a', tensor(4, [2, 2], [2, 1])], ['b', { tuple: [1, 2 ** 40, 'x', true] }])), Uint8Array.from(files[1]!)]
    await fc.assert(fc.asyncProperty(mutated(pickles), (bytes) => isUnderstood(zipOf(bytes, four))), fuzzing(400))
  }, fuzzTimeout)
})
