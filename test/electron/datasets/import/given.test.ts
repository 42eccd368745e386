import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { Shelf } from '#electron/datasets/shelf'
import { passingFolder } from '#electron/files/uploads'
import { readStored } from '#electron/images/store/record'
import type { DataSetInfo } from '#shared/contract/data'
import { smallSet, tarOf, temporaryFolder } from '../cifarFiles'
import { pets } from './pictures'

/** A library to which this file was handed over, and how its data sets turn out. */
async function handedOver(name: string, bytes: Uint8Array | string) {
  const library = await temporaryFolder()
  const folder = passingFolder(library)
  await mkdir(folder, { recursive: true })
  await writeFile(join(folder, name), bytes)
  const shelf = new Shelf(library)
  const ended = new Map<string, DataSetInfo | undefined>()
  let look: () => void = () => undefined
  shelf.listen((change) => {
    if (change.type === 'removed') ended.set(change.id, undefined)
    else if (['ready', 'failed'].includes(change.set.state)) ended.set(change.set.id, change.set)
    look()
  })
  const end = (id: string) => new Promise<DataSetInfo | undefined>((resolve) => {
    look = () => ended.has(id) && resolve(ended.get(id))
    look()
  })
  return { library, shelf, path: join(folder, name), end, left: () => readdir(join(library, 'uploads')) }
}

it('brings in what a browser handed over as what lies at a path, says what it was called, and keeps no copy', async () => {
  const { library, shelf, path, end, left } = await handedOver('Pets', await tarOf(pets))
  const id = await shelf.import({ path })
  expect(await end(id)).toMatchObject({ name: 'Pets', state: 'ready', classes: ['cat', 'dog'], counts: { training: 4 } })
  expect([id, (await readStored(library, id)).origin, await left()]).toEqual(['pets', 'Pets', []])
})

it('knows a known data set by its files there too', async () => {
  const { shelf, path, end, left } = await handedOver('my download', await tarOf(smallSet))
  const id = await shelf.import({ path })
  expect(await end(id)).toMatchObject({ id: 'cifar-10', name: 'CIFAR-10', state: 'ready' })
  expect(await left()).toEqual([])
})

it('calls it by the name that the person knows when it cannot be brought in, at once or later, and keeps nothing', async () => {
  const at = await handedOver('Letter.zip', 'Dear reader, this is no archive at all.')
  await expect(at.shelf.import({ path: at.path })).rejects.toMatchObject({ code: 'archiveDamaged', sentence: expect.stringMatching(/^Letter\.zip cannot be unpacked/) as string, details: { path: 'Letter.zip' } })
  expect(await at.left()).toEqual([])
  const later = await handedOver('Texts', await tarOf({ 'a/1.txt': 'no picture', 'b/2.txt': 'nor this' }))
  expect(await later.end(await later.shelf.import({ path: later.path }))).toMatchObject({ state: 'failed', problem: { code: 'importNothingReadable', sentence: 'None of the 2 files in Texts is a picture that can be trained from.' } })
  expect(await later.left()).toEqual([])
})

it('keeps nothing of what was cancelled, and takes a file only once', async () => {
  const { shelf, path, end, left } = await handedOver('Pets.tar', await tarOf(pets))
  const id = await shelf.import({ path })
  shelf.cancel(id)
  expect(await end(id)).toBeUndefined()
  expect(await left()).toEqual([])
  await expect(shelf.import({ path })).rejects.toMatchObject({ code: 'fileMissing' })
})
