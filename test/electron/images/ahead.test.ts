import { join } from 'node:path'
import { truncate } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it, onTestFinished } from 'vitest'
import { batchesAhead } from '#electron/images/ahead/batchesAhead'
import { handOver, takeOver } from '#electron/images/ahead/handOver'
import { batchesOf, type BatchSettings } from '#electron/images/batches'
import { withChannels } from '#electron/images/channels'
import { copiesOf, inMemory, type Pictures } from '#electron/images/pictures'
import { PicturesOnDisk } from '#electron/images/store/onDisk'
import { random } from '#shared/base/random'
import { temporaryFolder } from '../datasets/cifarFiles'

const program = join('dist', 'electron', 'batches.cjs')
const size = { height: 16, width: 16, channels: 3 }
const source = random(3)
const bytes = Uint8Array.from({ length: 50 * 16 * 16 * 3 }, () => source.below(256))
const labels = Uint8Array.from({ length: 50 }, (_, i) => (i % 7 ? i % 3 : 2))
const pictures = inMemory({ count: 50, ...size, bytes, labels })
const indices = Uint32Array.from({ length: 41 }, (_, i) => 49 - i)
const settings: BatchSettings = { batch: 10, seed: 5, balance: 'none', sizes: [], augmentation: [{ kind: 'crop', padding: 4, edge: 'black' }, { kind: 'flip', alternating: false }, { kind: 'randAugment', operations: 2, magnitude: 9 }] }

async function onDisk(): Promise<PicturesOnDisk> {
  const path = join(await temporaryFolder({ 'training.bin': bytes }), 'training.bin')
  const found = new PicturesOnDisk('set', path, 50, size, labels)
  onTestFinished(() => found.close())
  return found
}

/** Batches of a thread, which is started with the second one. */
function ahead(from: Pictures, how = settings, share = -1) {
  const batches = batchesAhead(from, indices, how, program, share)
  onTestFinished(() => batches.close())
  return batches
}
/** Asks for batches, from the first of the second epoch on, until one comes from the thread; gives the epoch after that. */
async function threadBegun(batches: ReturnType<typeof ahead>): Promise<number> {
  for (let epoch = 1; ; epoch++) {
    if (batches.make(epoch, 0).images.buffer instanceof SharedArrayBuffer) return epoch + 1
    await wait(5)
  }
}
const copied = ({ count, images, labels }: { count: number; images: Uint8Array; labels: Int32Array }) => ({ count, images: Buffer.from(images), labels: [...labels] })

describe('batches that are made ahead', () => {
  it.each<[string, () => Pictures | Promise<Pictures>, BatchSettings]>([
    ['of pictures in memory', () => pictures, settings],
    ['of pictures on disk', onDisk, settings],
    ['of pictures in other channels', () => withChannels(pictures, 1), settings],
    ['of every class equally many', () => pictures, { ...settings, balance: 'sampling' }],
    ['in other sizes over some epochs', () => pictures, { ...settings, sizes: [{ size: [12, 10], from: 2, to: 3 }, { size: [20, 9], from: 5, to: 0 }] }],
    ['in another size, of pictures on disk in other channels', async () => withChannels(await onDisk(), 1), { ...settings, sizes: [{ size: [7, 7], from: 1, to: 0 }] }],
    ['as they are', () => pictures, { ...settings, augmentation: [] }],
  ])('are the same to the bit, %s', async (_what, make, how) => {
    const from = await make()
    const [plain, threaded] = [batchesOf(from, indices, how), ahead(from, how)]
    expect(threaded.count()).toBe(4)
    // The last one has eleven, because one picture alone is left over.
    const begin = await threadBegun(threaded)
    for (let epoch = begin; epoch < begin + 3; epoch++) {
      for (let index = 0; index < 4; index++) {
        const batch = threaded.make(epoch, index)
        expect(batch.images.buffer).toBeInstanceOf(SharedArrayBuffer)
        expect(copied(batch)).toEqual(copied(plain.make(epoch, index)))
      }
    }
  })

  it('may be asked for in another order, skipped and asked for again', async () => {
    const [plain, threaded] = [batchesOf(pictures, indices, settings), ahead(pictures)]
    const begin = await threadBegun(threaded)
    for (const [later, index] of [[0, 2], [0, 3], [4, 1], [4, 2], [0, 0], [4, 2], [4, 3], [5, 0], [5, 1]] as const)
      expect(copied(threaded.make(begin + later, index))).toEqual(copied(plain.make(begin + later, index)))
  })

  it('hold until the next one is asked for', async () => {
    const [plain, threaded] = [batchesOf(pictures, indices, settings), ahead(pictures)]
    const begin = await threadBegun(threaded)
    const batch = threaded.make(begin, 2)
    await wait(200)
    expect(copied(batch)).toEqual(copied(plain.make(begin, 2)))
  })

  it('go on without the thread after it was closed, and then with a new one', async () => {
    const [plain, threaded] = [batchesOf(pictures, indices, settings), ahead(pictures)]
    await threadBegun(threaded)
    threaded.close()
    for (let index = 0; index < 4; index++) expect(copied(threaded.make(1, index))).toEqual(copied(plain.make(1, index)))
    const begin = await threadBegun(threaded)
    expect(copied(threaded.make(begin, 0))).toEqual(copied(plain.make(begin, 0)))
  })

  it('fail as they would without the thread', async () => {
    const from = await onDisk()
    const threaded = ahead(from)
    const begin = await threadBegun(threaded)
    await truncate(from.path, 100)
    const all = () => { for (let epoch = begin; epoch < begin + 2; epoch++) for (let index = 0; index < 4; index++) threaded.make(epoch, index) }
    expect(all).toThrow(expect.objectContaining({ code: 'dataSetDamaged', sentence: expect.stringContaining('has become shorter') as string }))
  })

  it.each([['cannot be started', 'throw new Error("no")'], ['ends at once', ''], ['kills itself', 'process.exit(1)']])('are made without a thread that %s', async (_what, code) => {
    const file = join(await temporaryFolder({ 'thread.cjs': code }), 'thread.cjs')
    const [plain, threaded] = [batchesOf(pictures, indices, settings), batchesAhead(pictures, indices, settings, file, -1)]
    for (let round = 0; round < 20; round++) {
      threaded.make(0, 0)
      await wait(10)
    }
    for (let index = 1; index < 4; index++) expect(copied(threaded.make(0, index))).toEqual(copied(plain.make(0, index)))
    threaded.close()
  })

  it('start no thread while making them keeps nobody waiting', () => {
    // There is no such program: starting it would throw.
    const idle = batchesAhead(pictures, indices, settings, 'no-such-program.cjs', 1)
    for (let epoch = 0; epoch < 10; epoch++) for (let index = 0; index < 4; index++) idle.make(epoch, index)
    const busy = batchesAhead(pictures, indices, settings, 'no-such-program.cjs', 0.0001)
    const all = () => { for (let epoch = 0; epoch < 10; epoch++) for (let index = 0; index < 4; index++) busy.make(epoch, index) }
    expect(all).toThrow('no-such-program.cjs')
  })
})

describe('pictures for another thread', () => {
  it('are shared when they can be, and else copied once', async () => {
    const handed = handOver(pictures)
    if (handed.kind !== 'memory') throw new Error('They are in memory.')
    expect(handed.bytes.buffer).toBeInstanceOf(SharedArrayBuffer)
    const again = handOver(takeOver(handed))
    expect(again.kind === 'memory' && again.bytes.buffer).toBe(handed.bytes.buffer)
  })

  it('are the same there', async () => {
    for (const from of [pictures, await onDisk(), withChannels(pictures, 1), withChannels(await onDisk(), 1)]) {
      const taken = takeOver(structuredClone(handOver(from)))
      expect(copiesOf(taken, [3, 49])).toEqual(copiesOf(from, [3, 49]))
      if (taken instanceof PicturesOnDisk) taken.close()
    }
  })
})
