import { line } from '#shared/base/problem'
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { pack } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { readCifar } from '#electron/datasets/cifar'
import { cifar10, cifar100 } from '#electron/datasets/cifar/kinds'
import { announcing, archiveOf, byteAt, inside, records, smallHundred, smallSet, tarOf, temporaryFolder, without, type Contents } from './cifarFiles'

const inFolder = async (contents: Contents) => readCifar(cifar10, await temporaryFolder(contents))
const inArchive = async (bytes: Uint8Array) => readCifar(cifar10, join(await temporaryFolder({ 'set.tar.gz': bytes }), 'set.tar.gz'))
const tenNames = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']

describe('CIFAR-10 in a folder', () => {
  it('gives the pictures of the five files in their order, and those of the test file apart', async () => {
    const { name, training, test, classes } = await inFolder(smallSet)
    expect(name).toBe('CIFAR-10')
    expect([...training.labels]).toEqual([6, 9, 0, 1, 2, 3, 4, 5, 7, 8])
    expect([...test!.labels]).toEqual([3, 8])
    expect(classes[6]).toBe('frog')
    expect(training).toMatchObject({ count: 10, height: 32, width: 32, channels: 3 })
  })

  it('turns the planes of a record into rows of pixels', async () => {
    const { training } = await inFolder(smallSet)
    for (const [record, row, column] of [[0, 0, 0], [0, 0, 31], [1, 17, 5], [1, 31, 31]] as const) {
      const at = ((record * 32 + row) * 32 + column) * 3
      expect([...training.bytes.subarray(at, at + 3)]).toEqual([0, 1, 2].map((channel) => byteAt(record, channel, row, column)))
    }
    expect(training.bytes).toHaveLength(10 * 3072)
  })

  it('is also found in the folder around it', async () => {
    const { training } = await inFolder(inside('cifar-10-batches-bin', smallSet))
    expect(training.count).toBe(10)
  })

  it('takes the class names out of batches.meta.txt, whatever the line ends', async () => {
    const { classes, warnings } = await inFolder({ ...smallSet, 'batches.meta.txt': tenNames.join('\r\n') })
    expect(classes).toEqual(tenNames)
    expect(warnings.map((warning) => line(warning)).join()).not.toContain('batches.meta.txt')
  })

  it('takes the official names when there is no batches.meta.txt', async () => {
    const { classes, warnings } = await inFolder(without(smallSet, 'batches.meta.txt'))
    expect(classes).toHaveLength(10)
    expect(classes[0]).toBe('airplane')
    expect(warnings.map((warning) => line(warning)).join()).not.toContain('batches.meta.txt')
  })

  it.each([
    ['nine names', tenNames.slice(1).join('\n')],
    ['eleven names', [...tenNames, 'eleven'].join('\n')],
    ['the same name twice', [...tenNames.slice(1), 'two'].join('\n')],
    ['a name that would move the cursor of a terminal', [...tenNames.slice(1), 'ten\x1b[2J'].join('\n')],
    ['nothing', ''],
  ])('takes the official names, with a warning, when batches.meta.txt holds %s', async (_what, text) => {
    const { classes, warnings } = await inFolder({ ...smallSet, 'batches.meta.txt': text })
    expect(classes[9]).toBe('truck')
    expect(warnings.map((warning) => line(warning))).toContain('batches.meta.txt does not hold 10 different class names, one a line: the official names are used.')
  })

  it('warns of every file that is missing or has fewer records than the official one', async () => {
    const { training, test, warnings } = await inFolder({ 'data_batch_1.bin': new Uint8Array(10_000 * 3073), 'data_batch_3.bin': records([1, 2]) })
    expect(training.count).toBe(10_002)
    expect(test).toBeUndefined()
    expect(warnings.map((warning) => line(warning))).toEqual([
      'data_batch_2.bin is missing: the official 10,000 training pictures in it are left out.',
      'data_batch_3.bin has 2 records, fewer than the official 10,000 training pictures.',
      'data_batch_4.bin is missing: the official 10,000 training pictures in it are left out.',
      'data_batch_5.bin is missing: the official 10,000 training pictures in it are left out.',
      'test_batch.bin is missing: the official 10,000 test pictures in it are left out.',
    ])
  })

  it('warns of more records than the official number', async () => {
    const { warnings } = await inFolder({ ...smallSet, 'test_batch.bin': new Uint8Array(10_001 * 3073) })
    expect(warnings.map((warning) => line(warning)).at(-1)).toBe('test_batch.bin has 10,001 records, more than the official 10,000 test pictures.')
  })
})

describe('CIFAR-10 in an archive', () => {
  it('gives the same as the folder', async () => {
    const fromFolder = await inFolder(smallSet)
    expect(await inArchive(await archiveOf(inside('cifar-10-batches-bin', smallSet)))).toEqual(fromFolder)
    expect(await inArchive(await archiveOf(inside('.', smallSet)))).toEqual(fromFolder)
  })

  it('passes over everything else that is in it', async () => {
    const others = { 'readme.html': 'hello', 'empty.txt': '', 'other/data_batch_1.bin': records([1]) }
    const { training } = await inArchive(await archiveOf({ ...others, ...without(smallSet, 'data_batch_2.bin') }))
    expect([...training.labels]).toEqual([6, 9, 2, 3, 4, 5, 7, 8])
  })

  it('passes over a folder of a known name and many empty files', async () => {
    const archive = pack()
    archive.entry({ name: 'data_batch_2.bin', type: 'directory', size: 512 })
    for (let i = 0; i < 5_000; i++) archive.entry({ name: `empty-${i}` }, '')
    archive.entry({ name: 'data_batch_1.bin' }, Buffer.from(records([5])))
    archive.finalize()
    const { training } = await inArchive(gzipSync(await buffer(archive)))
    expect([...training.labels]).toEqual([5])
  })
})

describe('CIFAR-10 that is wrong', () => {
  const whole = archiveOf(smallSet)
  const oneFile = tarOf({ 'data_batch_1.bin': records([1, 2]) })

  it.each<[string, Contents, string, string]>([
    ['no training file', without(smallSet, 'data_batch_1.bin', 'data_batch_2.bin', 'data_batch_3.bin', 'data_batch_4.bin', 'data_batch_5.bin'), 'cifarNotFound',
      'There is no training file of CIFAR-10 in FOLDER: data_batch_1.bin … data_batch_5.bin are all missing.'],
    ['nothing at all', {}, 'cifarNotFound', 'There is no training file of CIFAR-10 in FOLDER: data_batch_1.bin … data_batch_5.bin are all missing.'],
    ['a file without bytes', { ...smallSet, 'data_batch_4.bin': '' }, 'dataFileEmpty', 'data_batch_4.bin is empty.'],
    ['a file that ends within a record', { ...smallSet, 'test_batch.bin': records([1, 2]).subarray(0, 5000) }, 'cifarFileCut',
      'test_batch.bin has 5000 bytes, not a whole number of records of 3073 bytes: it ends inside record 2.'],
    ['a label above 9', { ...smallSet, 'data_batch_2.bin': records([0, 1, 10, 3]) }, 'cifarLabelOutOfRange',
      'Record 3 of data_batch_2.bin has the label 10, but labels go from 0 to 9.'],
    ['a file of more than 64 MiB', { ...smallSet, 'data_batch_5.bin': new Uint8Array(64 * 1024 ** 2 + 1) }, 'cifarFileTooLarge',
      'data_batch_5.bin has 67 MB, more than twice what a file of CIFAR-10 has.'],
    ['a folder in the place of a file', { ...without(smallSet, 'data_batch_1.bin'), 'data_batch_1.bin/x': '' }, 'wrongKindOfFile', 'FOLDER/data_batch_1.bin needs'],
  ])('says so of a folder with %s', async (_what, contents, code, sentence) => {
    const folder = await temporaryFolder(contents)
    await expect(readCifar(cifar10, folder)).rejects.toMatchObject({ code, sentence: expect.stringContaining(sentence.replace('FOLDER', folder)) as string })
  })

  it.each<[string, () => Promise<Uint8Array>, string, string]>([
    ['is empty', async () => new Uint8Array(), 'dataFileEmpty', 'FILE is empty.'],
    ['is no gzip', async () => new TextEncoder().encode('hello, hello, hello'), 'archiveDamaged', 'FILE cannot be unpacked: what is inside is no tar or zip archive, or is cut off.'],
    ['is cut off', async () => (await whole).subarray(0, 1000), 'archiveDamaged', 'FILE cannot be unpacked: its compression is damaged or cut off.'],
    ['is a gzip of something else', async () => gzipSync(Buffer.alloc(2000, 'hello')), 'archiveDamaged', 'FILE cannot be unpacked: what is inside is no tar or zip archive, or is cut off.'],
    ['was cut off before it was compressed', async () => gzipSync((await oneFile).subarray(0, 4000)), 'archiveDamaged', 'FILE cannot be unpacked: what is inside is no tar or zip archive, or is cut off.'],
    ['has none of the files', () => archiveOf({ 'cifar-10-batches-py/data_batch_1': 'x' }), 'cifarNotFound', 'There is no training file of CIFAR-10 in FILE'],
    ['has a label above 9', () => archiveOf({ 'data_batch_1.bin': records([200]) }), 'cifarLabelOutOfRange', 'Record 1 of data_batch_1.bin has the label 200'],
    ['announces a file of more than 64 MiB', async () => gzipSync(announcing(5e9, await oneFile)), 'cifarFileTooLarge', 'data_batch_1.bin has 5000 MB'],
  ])('says so of an archive that %s', async (_what, make, code, sentence) => {
    const file = join(await temporaryFolder({ 'set.tar.gz': await make() }), 'set.tar.gz')
    await expect(readCifar(cifar10, file)).rejects.toMatchObject({ code, sentence: expect.stringContaining(sentence.replace('FILE', file)) as string })
  })

  it('says that there is nothing at the path, and what can be given', async () => {
    await expect(readCifar(cifar10, '/no/such/place')).rejects.toMatchObject({
      code: 'dataMissing', sentence: 'There is no folder or file at /no/such/place.', hint: expect.stringContaining('cifar-10-binary.tar.gz') as string,
    })
  })

  it('stops at 500 MB of an archive that goes on and on', async () => {
    const member = async (name: string) => gzipSync((await tarOf({ [name]: Buffer.alloc(100e6, 'filler that is no picture, and none of it is known') })).subarray(0, 512 + 512 * Math.ceil(100e6 / 512)), { level: 1 })
    const members = await Promise.all(['1', '2', '3', '4', '5', '6'].map(member))
    await expect(inArchive(Buffer.concat([...members, randomBytes(6e6)]))).rejects.toMatchObject({
      code: 'archiveTooLarge', sentence: expect.stringContaining('unpacks to more than the 500 MB that are allowed') as string,
    })
  })
})

describe('CIFAR-100', () => {
  const inFolder = async (contents: Contents) => readCifar(cifar100, await temporaryFolder(contents))

  it('has the fine label of each picture, and a hundred different names in the order of the alphabet', async () => {
    const { name, training, test, classes } = await inFolder(smallHundred)
    expect(name).toBe('CIFAR-100')
    expect([...training.labels, ...test!.labels]).toEqual([4, 99, 0, 0, 47])
    expect([classes[4], classes[99], classes[47], new Set(classes).size]).toEqual(['beaver', 'worm', 'maple_tree', 100])
    expect([...cifar100.classes].sort()).toEqual(cifar100.classes)
  })

  it('turns the planes after the two labels into rows of pixels', async () => {
    const { training } = await inFolder(smallHundred)
    const at = (2 * 1024 + 17 * 32 + 5) * 3
    expect([...training.bytes.subarray(at, at + 3)]).toEqual([0, 1, 2].map((channel) => byteAt(2, channel, 17, 5)))
  })

  it('is the same out of its archive', async () => {
    const file = join(await temporaryFolder({ 'set.tar.gz': await archiveOf(inside('cifar-100-binary', smallHundred)) }), 'set.tar.gz')
    expect(await readCifar(cifar100, file)).toEqual(await inFolder(smallHundred))
  })

  it('takes the official names when there is no file of them, and warns of unusual counts', async () => {
    const { classes, warnings } = await inFolder(without(smallHundred, 'fine_label_names.txt', 'test.bin'))
    expect(classes[99]).toBe('worm')
    expect(warnings.map((warning) => line(warning))).toEqual([
      'train.bin has 3 records, fewer than the official 50,000 training pictures.', 'test.bin is missing: the official 10,000 test pictures in it are left out.',
    ])
  })

  it.each<[string, Contents, string, string]>([
    ['no training file', without(smallHundred, 'train.bin'), 'cifarNotFound', 'There is no training file of CIFAR-100 in FOLDER: train.bin is missing.'],
    ['a fine label above 99', { ...smallHundred, 'train.bin': records([[0, 1], [0, 100]]) }, 'cifarLabelOutOfRange', 'Record 2 of train.bin has the label 100, but labels go from 0 to 99.'],
    ['a coarse label above 19', { ...smallHundred, 'train.bin': records([[20, 1]]) }, 'cifarLabelOutOfRange', 'Record 1 of train.bin has the label 20, but labels go from 0 to 19.'],
    ['records of CIFAR-10', { ...smallHundred, 'train.bin': records([1, 2]) }, 'cifarFileCut', 'train.bin has 6146 bytes, not a whole number of records of 3074 bytes: it ends inside record 2.'],
  ])('says so of a folder with %s', async (_what, contents, code, sentence) => {
    const folder = await temporaryFolder(contents)
    await expect(readCifar(cifar100, folder)).rejects.toMatchObject({ code, sentence: sentence.replace('FOLDER', folder) })
  })
})
