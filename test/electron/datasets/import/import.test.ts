import { line } from '#shared/base/problem'
import { mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { importPictures, type ImportWish } from '#electron/datasets/import/importPictures'
import { filesNoted } from '#electron/datasets/look'
import { openStored } from '#electron/images/store/open'
import { namesIn } from '#electron/images/store/places'
import { zipOf } from '../../files/zipOf'
import { cornersOf, kinds, quartersPicture } from '../../images/samples'
import { pets, plant, spotted, type Tree } from './pictures'

let library: string
let folder: string
beforeEach(async () => {
  library = await mkdtemp(join(tmpdir(), 'vgg-studio-import-'))
  folder = join(library, 'own')
})
afterEach(() => rm(library, { recursive: true }))

const bring = (wish: Partial<ImportWish> = {}) => importPictures(library, 'pets', { path: folder, ...wish })
const noted = async () => (await filesNoted({ library, id: 'pets' }, 0, 100)).files
const namesOf = async (split: string) => JSON.parse(await readFile(join(library, 'datasets', 'pets', `${split}.names.json`), 'utf8')) as string[]

describe('own pictures', () => {
  it('come in from a folder, in the order of their paths, in their own size', async () => {
    await plant(folder, pets)
    const stored = await bring()
    expect(stored).toMatchObject({ name: 'own', classes: ['cat', 'dog'], size: { height: 32, width: 32, channels: 3 }, origin: folder, warnings: [], skipped: 0, suspicious: 0 })
    expect(line(stored.about)).toBe('Own pictures. The pictures keep their own size, 32 x 32.')
    const { training } = await openStored(library, 'pets')
    expect([...training.labels]).toEqual([0, 0, 1, 1])
    const lastPixels = Array.from({ length: 4 }, (_, number) => [...training.room.subarray(training.find(number) + 3069, training.find(number) + 3072)])
    expect(lastPixels).toEqual([[10, 245, 128], [20, 235, 128], [30, 225, 128], [40, 215, 128]])
    expect(await namesOf('training')).toEqual(['cat/1.png', 'cat/2.png', 'dog/1.png', 'dog/2.png'])
  })

  it('are the same data set from a folder, a zip and a table', async () => {
    await plant(folder, pets)
    const { hash } = await bring()
    const zip = join(library, 'pets.zip')
    await writeFile(zip, zipOf(Object.fromEntries(Object.entries(pets).map(([name, bytes]) => [`pets/${name}`, bytes]))))
    expect((await bring({ path: zip })).hash).toBe(hash)
    expect(await namesOf('training')).toEqual(['pets/cat/1.png', 'pets/cat/2.png', 'pets/dog/1.png', 'pets/dog/2.png'])
    const table = join(folder, 'pets.csv')
    await writeFile(table, 'file,class\ndog/2.png,dog\ncat/2.png,cat\ndog/1.png,dog\ncat/1.png,cat\n')
    expect((await bring({ path: table })).hash).toBe(hash)
    expect(await namesIn(library)).toEqual(['pets'])
  })

  it('are the same however often they are brought in, whichever file is read first', async () => {
    const tree: Record<string, Uint8Array> = {}
    for (let i = 0; i < 60; i++) tree[`${i % 2 ? 'a' : 'b'}/${i}.png`] = spotted(i, i % 7 === 0 ? 400 : 20 + i)
    await plant(folder, tree)
    const hashes = new Set<string>()
    for (let round = 0; round < 3; round++) hashes.add((await bring({ size: { height: 24, width: 24 } })).hash)
    expect(hashes.size).toBe(1)
  })

  it.each(kinds)('are read as %s', async (kind) => {
    await plant(folder, { [`a/1.${kind.toLowerCase()}`]: quartersPicture(kind, 40, 40), 'b/1.png': spotted(9, 40) })
    await bring()
    const { training } = await openStored(library, 'pets')
    expect(cornersOf(training.room.subarray(0, 4800), { height: 40, width: 40 })).toBe('RGBY')
    expect(await noted()).toEqual([])
  })

  it('have three equal channels when they are grey', async () => {
    const grey = createCanvas(16, 16)
    const context = grey.getContext('2d')
    context.fillStyle = '#808080'
    context.fillRect(0, 0, 8, 16)
    await plant(folder, { 'a/1.png': grey.encodeSync('png'), 'b/1.png': grey.encodeSync('png') })
    const stored = await bring()
    expect([stored.size.channels, stored.mean[0] === stored.mean[1]]).toEqual([3, true])
  })

  it.each<[NonNullable<ImportWish['fit']>, string]>([['crop', 'RGBY'], ['stretch', 'RGBY'], ['fit', 'KKKK']])('of other proportions are brought to a size by %s', async (fit, corners) => {
    await plant(folder, { 'a/1.png': quartersPicture('PNG', 160, 40), 'b/1.png': spotted(9, 40) })
    await bring({ fit, size: { height: 40, width: 40 } })
    const { training } = await openStored(library, 'pets')
    expect(cornersOf(training.room.subarray(0, 4800), { height: 40, width: 40 })).toBe(corners)
  })

  it('get the usual size next to the median of their shorter sides, said in a sentence', async () => {
    await plant(folder, { 'a/1.png': spotted(1, 70, 300), 'a/2.png': spotted(2, 71, 90), 'b/1.png': spotted(3, 500, 400) })
    const stored = await bring()
    expect(stored.size).toMatchObject({ height: 64, width: 64 })
    expect(line(stored.about)).toBe('Own pictures. The pictures are brought to 64 x 64: half of them have a shorter side of 71 pixels or more.')
  })

  it('are divided by folders for training and test', async () => {
    await plant(folder, { 'train/cat/1.png': spotted(1), 'train/dog/1.png': spotted(2), 'test/cat/1.png': spotted(3) })
    const stored = await bring({ name: 'Cats & dogs' })
    expect(stored).toMatchObject({
      name: 'Cats & dogs', splits: { training: { balance: [1, 1] }, test: { balance: [1, 0] } },
    })
    expect(stored.warnings.map((warning) => line(warning))).toEqual(['Only one picture to train from: cat, dog.', 'No picture to test with: dog.'])
    expect(await namesOf('test')).toEqual(['test/cat/1.png'])
  })
})

describe('files that are not as they should be', () => {
  it('are left out or kept, and told of, and the others come in', async () => {
    const whole = spotted(50)
    const plain = createCanvas(32, 32).encodeSync('png')
    await plant(folder, {
      ...pets, 'cat/cut.png': whole.subarray(0, 60), 'cat/empty.png': '', 'cat/notes.txt': 'not a picture', 'cat/speck.png': spotted(1, 3), 'cat/wrong.jpg': whole,
      'dog/plain.png': plain, 'dog/tiny.png': spotted(60, 7), 'loose.png': whole,
    })
    await symlink(join(folder, 'nowhere'), join(folder, 'dog/link.png'))
    const stored = await bring({ size: { height: 32, width: 32 } })
    expect(stored).toMatchObject({ skipped: 6, suspicious: 3, splits: { training: { balance: [3, 4] } } })
    expect((await noted()).map(({ file, said, skipped }) => `${skipped ? 'left out' : 'kept'} ${file}: ${line(said)}`).sort()).toEqual([
      'kept cat/wrong.jpg: It is called .jpg, but is a PNG picture.',
      'kept dog/plain.png: It is of one colour all over.',
      'kept dog/tiny.png: It has only 7 x 7 pixels, and is enlarged more than 4 times.',
      'left out cat/cut.png: The PNG picture cat/cut.png is cut off: its end is missing. Copy or download it again.',
      'left out cat/empty.png: cat/empty.png is empty. Give a PNG, JPEG, WebP, GIF, BMP or AVIF picture that other programs can open.',
      'left out cat/notes.txt: cat/notes.txt is not a picture of a kind that can be read here. Give a PNG, JPEG, WebP, GIF, BMP or AVIF picture that other programs can open.',
      'left out cat/speck.png: It is too small to show anything: 3 x 3 pixels.',
      'left out dog/link.png: It is no file, or a link that leads to none.',
      'left out loose.png: It lies in no folder of a class.',
    ])
  })

  it.each<[string, Tree, string, string]>([
    ['an empty folder', {}, 'importNoPictures', 'that could be pictures.'],
    ['one class', { 'cat/1.png': spotted(1) }, 'importOneClass', 'There is only one class'],
    ['one class with pictures', { 'cat/1.png': spotted(1), 'dog/1.png': 'no picture' }, 'importOneClass', ', cat; telling apart takes two.'],
    ['nothing that is a picture', { 'cat/1.png': 'x', 'dog/1.png': 'y' }, 'importNothingReadable', 'None of the 2 files'],
  ])('are told of in one sentence when there is %s, and nothing is stored', async (_, tree, code, words) => {
    await plant(folder, { ...tree, '.keep': '' })
    await expect(bring()).rejects.toMatchObject({ code, sentence: expect.stringContaining(words) })
    expect(await namesIn(library)).toEqual([])
  })

  it('are nothing where there is no folder', async () => {
    await expect(bring()).rejects.toMatchObject({ code: 'dataMissing' })
  })

  it('leave nothing when the import is stopped', async () => {
    await plant(folder, pets)
    const stop = new AbortController()
    const stopped = importPictures(library, 'pets', { path: folder }, { signal: stop.signal, progress: () => stop.abort() })
    await expect(stopped).rejects.toThrow('aborted')
    expect(await namesIn(library)).toEqual([])
  })
})

describe('a table', () => {
  const table = async (text: string) => {
    await plant(folder, { ...pets, 'table.csv': text })
    return bring({ path: join(folder, 'table.csv') })
  }

  it('needs no header, and may have semicolons, quotes and a mark at its start', async () => {
    expect(await table('\ufeff"cat/1.png";cat\n"dog/1.png";dog\n')).toMatchObject({ classes: ['cat', 'dog'], splits: { training: { count: 2 } } })
  })

  it('names its columns in any order, one of them the split', async () => {
    const stored = await table('Split,Label,Path\ntrain,1,cat/1.png\ntrain,10,dog/1.png\ntrain,9,dog/2.png\ntest,9,cat/2.png\n')
    expect(stored).toMatchObject({ classes: ['1', '9', '10'], splits: { training: { balance: [1, 1, 1] }, test: { balance: [0, 1, 0] } } })
  })

  it('leaves out rows that say too little, and files that are missing, and tells of them', async () => {
    await table('path,label,split\ncat/1.png,cat,train\n,cat,\ncat/2.png,,\ndog/1.png,dog,\ndog/2.png,dog,monday\ndog/9.png,dog,\n')
    expect((await noted()).map(({ said }) => line(said))).toEqual([
      'Row 3 of the table is left out: it names no file.', 'Row 4 of the table is left out: it has no label.',
      'Row 6 of the table is left out: "monday" is no word for training or test.', expect.stringContaining('dog/9.png'),
    ])
  })

  it('tells the line where a quotation mark is not closed', async () => {
    await expect(table('cat/1.png,"cat\ndog/1.png,dog\n')).rejects.toMatchObject({ sentence: expect.stringMatching(/cannot be read: line \d: a quotation mark is never closed\.$/) })
  })

  it.each([
    ['has no rows', 'path,label\n', 'importNoPictures'],
    ['has one class', 'cat/1.png,cat\n', 'importOneClass'],
    ['has nothing to train from', 'cat/1.png,cat,test\ndog/1.png,dog,test\n', 'importNoTraining'],
    ['has a quote that never ends', 'cat/1.png,"cat\ndog/1.png,dog\n', 'tableDamaged'],
  ])('is refused when it %s', async (_, text, code) => {
    await expect(table(text)).rejects.toMatchObject({ code, sentence: expect.stringContaining('table.csv') })
  })
})
