import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { duplicatesOf } from '#electron/datasets/duplicates'
import { importPictures } from '#electron/datasets/import/importPictures'
import { detailsOf, filesNoted, lookAt, meanImage, type Where } from '#electron/datasets/look'
import { inMemory } from '#electron/images/pictures'
import { keepDataSet } from '#electron/images/store/keep'
import { newLibrary, noise, origin } from '../images/store/sets'
import { pets, plant } from './import/pictures'

let library: string
beforeEach(async () => { library = await newLibrary() })
afterEach(() => rm(library, { recursive: true }))

const set = noise({ training: 40, test: 7 })
const where = (split: Where['split'], id = 'noise'): Where => ({ library, id, split })

describe('looking at a data set', () => {
  beforeEach(() => keepDataSet(library, 'noise', set, origin))

  it('gives a page of a split, and how many there are', async () => {
    const page = await lookAt(where('training'), { offset: 30, count: 20 })
    expect(page).toMatchObject({ total: 40, numbers: [30, 31, 32, 33, 34, 35, 36, 37, 38, 39], labels: [0, 1, 2, 0, 1, 2, 0, 1, 2, 0] })
    expect(page.sheet).toEqual({ count: 10, height: 4, width: 5, channels: 3, bytes: set.training.bytes.slice(30 * 60) })
  })

  it('gives a page of one class, and none beyond the end', async () => {
    const page = await lookAt(where('test'), { class: 1, offset: 1, count: 5 })
    expect(page).toMatchObject({ total: 2, numbers: [4], labels: [1], sheet: { bytes: set.test!.bytes.slice(240, 300) } })
    expect(await lookAt(where('test'), { class: 1, offset: 50, count: 5 })).toMatchObject({ total: 2, numbers: [], sheet: { count: 0 } })
  })

  it('gives the details of one picture', async () => {
    const details = await detailsOf(where('training'), 5)
    const green = [...set.training.bytes.subarray(300, 360)].filter((_, i) => i % 3 === 1)
    expect(details.label).toBe(2)
    expect(details.mean[1]).toBeCloseTo(green.reduce((sum, each) => sum + each, 0) / 20 / 255, 12)
    expect(details).not.toHaveProperty('file')
    await expect(detailsOf(where('test'), 7)).rejects.toThrow('The data set noise has no test picture 7: it has 7, counted from 0.')
  })

  it('gives the mean of a class', async () => {
    const { bytes, count } = await meanImage(where('test'), { class: 2 })
    const [a, b] = [set.test!.bytes.subarray(120, 180), set.test!.bytes.subarray(300, 360)]
    expect([count, bytes]).toEqual([1, Uint8Array.from(a, (value, i) => Math.round((value + b[i]!) / 2))])
  })

  it('finds no duplicates where there are none, and has no files to tell of', async () => {
    expect(await duplicatesOf(library, 'noise')).toEqual({ total: 0, pairs: [] })
    expect(await filesNoted({ library, id: 'noise' }, 0, 10)).toEqual({ total: 0, files: [] })
  })
})

describe('pictures in training and test', () => {
  it('are found when every pixel is the same', async () => {
    const bytes = set.test!.bytes.slice()
    bytes.set(set.training.bytes.subarray(11 * 60, 12 * 60), 2 * 60)
    bytes.set(set.training.bytes.subarray(11 * 60, 12 * 60), 6 * 60)
    bytes.set(set.training.bytes.subarray(0, 59), 3 * 60)
    await keepDataSet(library, 'twins', { ...set, test: inMemory({ ...set.test!, bytes }) }, origin)
    let told = { done: 0, of: 0 }
    expect(await duplicatesOf(library, 'twins', { progress: ({ done, of }) => { told = { done, of } } })).toEqual({ total: 2, pairs: [{ training: 11, test: 2 }, { training: 11, test: 6 }] })
    expect(told).toEqual({ done: 47, of: 47 })
  })

  it('cannot be where there is nothing to test with', async () => {
    await keepDataSet(library, 'alone', noise({ training: 3, test: 0 }), origin)
    expect(await duplicatesOf(library, 'alone')).toEqual({ total: 0, pairs: [] })
    await expect(lookAt(where('test', 'alone'), { offset: 0, count: 1 })).rejects.toMatchObject({ code: 'noTestPictures' })
  })
})

it('a picture that was a file says which', async () => {
  const folder = await plant(join(library, 'own'), pets)
  await importPictures(library, 'pets', { path: folder })
  expect(await detailsOf(where('training', 'pets'), 2)).toMatchObject({ label: 1, file: 'dog/1.png' })
})
