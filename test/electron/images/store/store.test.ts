import { phrase } from '#shared/base/phrase'
import { line } from '#shared/base/problem'
import { appendFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataSet } from '#electron/datasets/open'
import { batchesOf, type BatchSettings } from '#electron/images/batches'
import { statisticsOf } from '#electron/images/statistics'
import { keepDataSet } from '#electron/images/store/keep'
import { openStored } from '#electron/images/store/open'
import { freeId, namesIn } from '#electron/images/store/places'
import { readStored } from '#electron/images/store/record'
import { diskUse, listStored, removeStored, verifyStored } from '#electron/images/store/shelf'
import { PicturesOnDisk } from '#electron/images/store/onDisk'
import { newLibrary, noise, origin } from './sets'

let library: string
beforeEach(async () => { library = await newLibrary() })
afterEach(() => rm(library, { recursive: true }))

const upTo = (count: number) => Uint32Array.from({ length: count }, (_, i) => i)
const path = (id: string, file: string) => join(library, 'datasets', id, file)

describe('a data set that is kept', () => {
  it('comes back as it was, from memory and from disk', async () => {
    const set = noise({ training: 40, test: 7 })
    await keepDataSet(library, 'noise', set, origin)
    const whole = await openStored(library, 'noise')
    expect(whole).toMatchObject({ name: 'Noise', classes: set.classes, warnings: set.warnings, training: set.training, test: set.test })
    const filed = await openStored(library, 'noise', 0)
    for (const split of ['training', 'test'] as const) {
      const pictures = filed[split]!
      expect(pictures).toBeInstanceOf(PicturesOnDisk)
      expect(pictures.labels).toEqual(set[split]!.labels)
      for (const number of [3, 0, 6, 6, 2]) {
        const from = pictures.find(number)
        expect(pictures.room.subarray(from, from + 60)).toEqual(set[split]!.bytes.subarray(number * 60, number * 60 + 60))
      }
    }
    filed.close()
  })

  it('feeds the same batches from disk as from memory, and has the same statistics', async () => {
    const set = noise({ training: 30, test: 0 })
    const stored = await keepDataSet(library, 'noise', set, origin)
    const filed = await openStored(library, 'noise', 0)
    const settings: BatchSettings = { batch: 8, seed: 5, augmentation: [{ kind: 'crop', padding: 1, edge: 'black' }, { kind: 'flip', alternating: false }], balance: 'none', sizes: [] }
    const [fromDisk, fromMemory] = [batchesOf(filed.training, upTo(30), settings), batchesOf(set.training, upTo(30), settings)]
    for (let index = 0; index < fromMemory.count(); index++) expect(fromDisk.make(2, index)).toEqual(fromMemory.make(2, index))
    expect(statisticsOf(filed.training, upTo(30))).toEqual(statisticsOf(set.training, upTo(30)))
    expect({ mean: stored.mean, deviation: stored.deviation }).toEqual(statisticsOf(set.training, upTo(30)))
    filed.close()
  })

  it('is told of without a look at its pictures: counts, balance, hashes', async () => {
    const set = noise({ training: 40, test: 7 })
    const stored = await keepDataSet(library, 'noise', set, origin)
    expect(await readStored(library, 'noise')).toEqual(stored)
    expect(stored).toMatchObject({ about: origin.about, origin: origin.from, size: { height: 4, width: 5, channels: 3 }, skipped: 0, suspicious: 0 })
    expect(stored.splits.training).toMatchObject({ count: 40, balance: [14, 13, 13] })
    expect(stored.splits.test).toMatchObject({ count: 7, balance: [3, 2, 2] })
    // What a run records of the pictures that it trains on.
    expect(stored.splits.training.hash).toBe(createHash('sha256').update(set.training.bytes).update(set.training.labels).digest('hex'))
    expect(await diskUse(library, 'noise')).toBeGreaterThan(47 * 61)
  })

  it('has labels of 16 bits when there are more than 256 classes', async () => {
    const set = noise({ training: 600, test: 0 }, 300)
    await keepDataSet(library, 'many', set, origin)
    const { training } = await openStored(library, 'many')
    expect(training.labels).toEqual(set.training.labels)
    expect(training.labels).toBeInstanceOf(Uint16Array)
  })

  it('takes the place of an older one of its id', async () => {
    await keepDataSet(library, 'noise', noise({ training: 40, test: 7 }), origin)
    await keepDataSet(library, 'noise', noise({ training: 12, test: 0 }), origin)
    expect(await openStored(library, 'noise')).toMatchObject({ training: { count: 12 } })
    expect(await namesIn(library)).toEqual(['noise'])
  })

  it('is not there when it was stopped half-way, and leaves nothing', async () => {
    const stop = new AbortController()
    const stopping = keepDataSet(library, 'noise', noise({ training: 40, test: 0 }), origin, { signal: stop.signal, progress: () => stop.abort() })
    await expect(stopping).rejects.toThrow('aborted')
    expect(await namesIn(library)).toEqual([])
  })

  it('counts its pictures as it is written', async () => {
    const told: { done: number; of: number }[] = []
    await keepDataSet(library, 'noise', noise({ training: 40, test: 7 }), origin, { progress: ({ done, of }) => told.push({ done, of }) })
    expect(told.at(-1)).toEqual({ done: 47, of: 47 })
  })

  it('is opened by its id before anything else', async () => {
    await keepDataSet(library, 'noise', noise({ training: 4, test: 0 }), origin)
    expect(await openDataSet('noise', library)).toMatchObject({ name: 'Noise' })
    await expect(openDataSet('no-such-set', library)).rejects.toMatchObject({ code: 'dataMissing' })
  })
})

describe('the library', () => {
  it('lists what is sound and what is not', async () => {
    expect(await listStored(library)).toEqual([])
    await keepDataSet(library, 'good', noise({ training: 4, test: 0 }), origin)
    await mkdir(path('strange', ''))
    expect(await listStored(library)).toMatchObject([{ id: 'good', stored: { name: 'Noise' } }, { id: 'strange', problem: { code: 'dataSetAbsent' } }])
  })

  it('forgets what a killed process left, and lets alone what one still writes', async () => {
    const dead = 2 ** 22 + 1
    for (const pid of [dead, process.ppid]) await mkdir(join(library, 'datasets', `.pets.${pid}.partial`), { recursive: true })
    await listStored(library)
    expect(await namesIn(library)).toEqual([`.pets.${process.ppid}.partial`])
    expect(await freeId(library, 'Pets')).toBe('pets-2')
  })

  it('makes ids of any name', async () => {
    expect(await Promise.all(['Äpfel & Birnen (2024)', '花', 'shapes', '../..'].map((name) => freeId(library, name)))).toEqual(['apfel-birnen-2024', 'pictures', 'shapes-2', 'pictures'])
  })

  it('removes a data set, and is content when there is none', async () => {
    await keepDataSet(library, 'noise', noise({ training: 4, test: 0 }), origin)
    await removeStored(library, 'noise')
    await removeStored(library, 'noise')
    expect(await namesIn(library)).toEqual([])
    await expect(openStored(library, 'noise')).rejects.toThrow('There is no data set noise in the library. Get or import it first.')
  })
})

describe('a data set that is damaged', () => {
  beforeEach(() => keepDataSet(library, 'noise', noise({ training: 40, test: 7 }), origin))

  it('is found out by its hash when a byte has changed', async () => {
    expect(await verifyStored(library, 'noise')).toEqual({ sound: true, said: phrase('isAsStored', { pictures: 47, name: 'Noise' }) })
    expect(line((await verifyStored(library, 'noise')).said)).toBe('All 47 pictures of Noise are as they were stored.')
    const bytes = await readFile(path('noise', 'test.bin'))
    bytes[100]! ^= 1
    await writeFile(path('noise', 'test.bin'), bytes)
    const { sound, said } = await verifyStored(library, 'noise')
    expect({ sound, sentence: line(said) }).toEqual({ sound: false, sentence: 'The test pictures of Noise are no longer what was stored: get or import it again.' })
  })

  it.each<[string, () => Promise<void>, string]>([
    ['is longer', () => appendFile(path('noise', 'training.bin'), 'x'), 'training.bin has 2401 bytes where 2400 belong'],
    ['is gone', () => rm(path('noise', 'test.labels')), 'test.labels is missing'],
    ['names a class that is not there', () => writeFile(path('noise', 'test.labels'), Uint8Array.of(0, 1, 2, 3, 0, 1, 2)), 'test.labels names a class that there is not'],
    ['is no index', () => writeFile(path('noise', 'index.json'), '{"format":"vgg-studio-data","version":1}'), 'index.json cannot be understood'],
  ])('says so when a file %s', async (_, damage, how) => {
    await damage()
    await expect(openStored(library, 'noise')).rejects.toThrow(`The data set noise is damaged: ${how}. Remove it, and get or import it again.`)
  })

  it('says so when its index was changed to what its pictures are not', async () => {
    const index = JSON.parse(await readFile(path('noise', 'index.json'), 'utf8')) as { classes: string[] }
    await writeFile(path('noise', 'index.json'), JSON.stringify({ ...index, classes: index.classes.toReversed() }))
    await expect(readStored(library, 'noise')).rejects.toMatchObject({ code: 'dataSetDamaged' })
  })

  it('is left to a later version that wrote it', async () => {
    await writeFile(path('noise', 'index.json'), '{"format":"vgg-studio-data","version":2}')
    await expect(readStored(library, 'noise')).rejects.toThrow('The data set noise was stored by a later version of VGG Studio.')
  })

  it('says so when its file becomes shorter while it is read', async () => {
    const filed = await openStored(library, 'noise', 0)
    await writeFile(path('noise', 'training.bin'), new Uint8Array(100))
    expect(() => filed.training.find(30)).toThrow('has become shorter')
    filed.close()
  })
})
