import { line } from '#shared/base/problem'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readIdx } from '#electron/datasets/idx'
import { fashionMnist, mnist } from '#electron/datasets/idx/kinds'
import { knownAt } from '#electron/datasets/known'
import { openDataSet } from '#electron/datasets/open'
import { zipOf } from '../files/zipOf'
import { archiveOf, inside, records, smallHundred, smallSet, temporaryFolder, without, type Contents } from './cifarFiles'
import { greyAt, idxOf, imagesOf, smallClothes, smallDigits, smallOther } from './idxFiles'

const compressed = (contents: Readonly<Record<string, Uint8Array>>): Contents => Object.fromEntries(Object.entries(contents).map(([name, bytes]) => [`${name}.gz`, gzipSync(bytes)]))
const inFolder = async (contents: Contents) => readIdx(await temporaryFolder(contents))

describe('MNIST and its like', () => {
  it('gives grey pictures of one channel with their labels and names', async () => {
    const { name, classes, training, test } = await inFolder(smallDigits)
    expect([name, classes.join('')]).toEqual(['MNIST', '0123456789'])
    expect(training).toMatchObject({ count: 13, height: 28, width: 28, channels: 1 })
    expect([...training.labels.subarray(0, 10)]).toEqual(mnist.begins)
    expect([...test!.labels]).toEqual([7, 2, 1])
    expect(training.bytes).toHaveLength(13 * 784)
    expect(training.bytes[(12 * 28 + 5) * 28 + 9]).toBe(greyAt(12, 5, 9))
  })

  it('is the same compressed, in the folder around it, in an archive, and told by one of its files', async () => {
    const plain = await inFolder(smallDigits)
    const inRaw = await temporaryFolder(inside('raw', { ...smallDigits, ...compressed(smallDigits) }))
    const files = await temporaryFolder({ ...compressed(smallDigits), 'all.zip': zipOf(Object.fromEntries(Object.entries(smallDigits).map(([name, bytes]) => [`MNIST/${name}`, bytes]))) })
    const tar = await temporaryFolder({ 'all.tar.gz': await archiveOf(compressed(smallDigits)) })
    const unnamed = (set: Awaited<typeof plain>) => ({ ...set, warnings: [] })
    for (const path of [inRaw, files, join(files, 't10k-labels-idx1-ubyte.gz'), join(files, 'all.zip'), join(tar, 'all.tar.gz')]) {
      expect(unnamed(await readIdx(path))).toEqual(unnamed(plain))
    }
  })

  it('may have any name before that of its files, when one of them is named', async () => {
    const folder = await temporaryFolder({
      ...Object.fromEntries(Object.entries(smallDigits).map(([name, bytes]) => [`mnist-${name}`, bytes])),
      ...Object.fromEntries(Object.entries(smallClothes).map(([name, bytes]) => [`fashion-${name}`, bytes])),
    })
    expect(await readIdx(join(folder, 'fashion-train-images-idx3-ubyte'))).toMatchObject({ name: 'Fashion-MNIST', training: { count: 12 } })
  })

  it('is told from Fashion-MNIST by its first labels, and another set of this form is called by its folder', async () => {
    expect((await inFolder(smallClothes)).classes).toEqual(fashionMnist.classes)
    const folder = join(await temporaryFolder(inside('Letters', smallOther)), 'Letters')
    expect(await readIdx(folder)).toMatchObject({ name: 'Letters', classes: ['0', '1', '2', '3'], warnings: [] })
  })

  it('warns of counts that are not the official ones', async () => {
    const { warnings, test } = await inFolder(without(smallDigits, 't10k-images-idx3-ubyte', 't10k-labels-idx1-ubyte'))
    expect(test).toBeUndefined()
    expect(warnings.map((warning) => line(warning))).toEqual([
      'train-images-idx3-ubyte has 13 records, fewer than the official 60,000 training pictures.', 't10k-images-idx3-ubyte is missing: the official 10,000 test pictures in it are left out.',
    ])
  })

  it.each<[string, Contents, string, string]>([
    ['no training files', without(smallDigits, 'train-images-idx3-ubyte', 'train-labels-idx1-ubyte'), 'idxNotFound', 'There are no pictures to train from in FOLDER'],
    ['no labels', without(smallDigits, 'train-labels-idx1-ubyte'), 'idxHalf', 'There is train-images-idx3-ubyte in FOLDER, but the file of the labels that belongs to it is missing.'],
    ['no test pictures beside their labels', without(smallDigits, 't10k-images-idx3-ubyte'), 'idxHalf', 'the file of the pictures that belongs to it is missing.'],
    ['labels in the place of pictures', { ...smallDigits, 'train-images-idx3-ubyte': smallDigits['train-labels-idx1-ubyte']! }, 'idxMark', 'train-images-idx3-ubyte does not begin as pictures in the IDX format do.'],
    ['a page of the web', { ...smallDigits, 't10k-labels-idx1-ubyte': '<html>' }, 'idxMark', 't10k-labels-idx1-ubyte does not begin as labels in the IDX format do.'],
    ['nothing in a file', { ...smallDigits, 'train-labels-idx1-ubyte': '' }, 'dataFileEmpty', 'train-labels-idx1-ubyte is empty.'],
    ['no picture in a file', { ...smallDigits, 'train-images-idx3-ubyte': imagesOf(0) }, 'dataFileEmpty', 'train-images-idx3-ubyte is empty.'],
    ['pictures that are cut off', { ...smallDigits, 'train-images-idx3-ubyte': imagesOf(13).subarray(0, 5000) }, 'idxLength', 'train-images-idx3-ubyte has 5000 bytes unpacked, but its beginning speaks of 10208.'],
    ['sizes that are cut off', { ...smallDigits, 'train-images-idx3-ubyte': imagesOf(13).subarray(0, 10) }, 'idxLength', 'has 10 bytes unpacked, but its beginning speaks of 16.'],
    ['more labels than it says', { ...smallDigits, 'train-labels-idx1-ubyte': idxOf([13], new Array<number>(14).fill(1)) }, 'idxLength', 'train-labels-idx1-ubyte has 22 bytes unpacked, but its beginning speaks of 21.'],
    ['sizes beyond all measure', { ...smallDigits, 'train-images-idx3-ubyte': idxOf([0xffffffff, 0xffffffff, 0xffffffff], [1]) }, 'idxLength', 'has 17 bytes unpacked'],
    ['other counts', { ...smallDigits, 'train-labels-idx1-ubyte': idxOf([10], mnist.begins) }, 'idxCountsDiffer', 'train-images-idx3-ubyte has 13 pictures, but train-labels-idx1-ubyte has 10 labels.'],
    ['a label above 9', { ...smallDigits, 'train-labels-idx1-ubyte': idxOf([13], [...mnist.begins, 1, 10, 2]) }, 'idxLabelOutOfRange', 'Label 12 of train-labels-idx1-ubyte is 10, but labels go from 0 to 9.'],
    ['a label above 9 to test with', { ...smallDigits, 't10k-labels-idx1-ubyte': idxOf([3], [1, 2, 99]) }, 'idxLabelOutOfRange', 'Label 3 of t10k-labels-idx1-ubyte is 99'],
    ['test pictures of another size', { ...smallDigits, 't10k-images-idx3-ubyte': idxOf([3, 2, 2], new Uint8Array(12)) }, 'idxSizesDiffer', 'have 28 x 28 pixels, but those to test with have 2 x 2.'],
    ['a gzip that is cut off', { ...without(smallDigits, 'train-images-idx3-ubyte'), 'train-images-idx3-ubyte.gz': gzipSync(imagesOf(13)).subarray(0, 200) }, 'archiveDamaged', 'train-images-idx3-ubyte.gz cannot be unpacked: its compression is damaged or cut off.'],
    ['a folder in the place of a file', { ...without(smallDigits, 'train-images-idx3-ubyte'), 'train-images-idx3-ubyte/x': '' }, 'wrongKindOfFile', 'train-images-idx3-ubyte needs'],
  ])('says so of a folder with %s', async (_what, contents, code, sentence) => {
    const folder = await temporaryFolder(contents)
    await expect(readIdx(folder)).rejects.toMatchObject({ code, sentence: expect.stringContaining(sentence.replace('FOLDER', folder)) as string })
  })
})

describe('what lies at a path', () => {
  it.each<[string, Contents, string | undefined]>([
    ['CIFAR-10', smallSet, 'cifar-10'],
    ['the folder of CIFAR-10', inside('cifar-10-batches-bin', smallSet), 'cifar-10'],
    ['CIFAR-10 for Python', { 'cifar-10-batches-py/data_batch_1': 'x' }, 'cifar-10'],
    ['CIFAR-100', smallHundred, 'cifar-100'],
    ['MNIST', compressed(smallDigits), 'mnist'],
    ['MNIST within raw', inside('raw', smallDigits), 'mnist'],
    ['Fashion-MNIST', smallClothes, 'fashion-mnist'],
    ['own pictures', { 'cat/1.png': 'x', 'dog/1.png': 'y', 'train.bin': records([1]) }, undefined],
    ['nothing', {}, undefined],
  ])('is known as %s, unpacked and in an archive', async (_what, contents, id) => {
    const folder = await temporaryFolder(contents)
    expect((await knownAt(folder))?.id).toBe(id)
    const archive = join(await temporaryFolder({ 'set.tar.gz': await archiveOf({ ...contents, 'readme.txt': 'hello' }) }), 'set.tar.gz')
    expect((await knownAt(archive))?.id).toBe(id)
  })

  it('can be trained on by its path, whatever is known, and else is told of', async () => {
    expect(await openDataSet(await temporaryFolder(smallHundred))).toMatchObject({ name: 'CIFAR-100' })
    expect(await openDataSet(await temporaryFolder(smallOther))).toMatchObject({ training: { count: 4, channels: 1 } })
    const folder = await temporaryFolder({ 'cat/1.png': 'x' })
    await expect(openDataSet(folder)).rejects.toMatchObject({ code: 'dataUnknown', sentence: `The files in ${folder} are not those of a known data set.` })
  })
})
