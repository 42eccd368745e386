import fc from 'fast-check'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readCifar } from '#electron/datasets/cifar'
import { cifar10, cifar100 } from '#electron/datasets/cifar/kinds'
import { readIdx } from '#electron/datasets/idx'
import { knownAt } from '#electron/datasets/known'
import type { DataSet, PicturesInMemory } from '#electron/images/pictures'
import { StudioProblem } from '#shared/base/problem'
import { archiveOf, inside, records, smallHundred, smallSet, tarOf, temporaryFolder } from './cifarFiles'
import { smallDigits } from './idxFiles'
import { fuzzing, fuzzTimeout, mutated } from './mutations'

/** Whatever is in the files, it is a data set with labels of its classes, or a problem that was foreseen. */
async function isUnderstood(reading: Promise<DataSet<PicturesInMemory>>): Promise<void> {
  const outcome = await reading.catch((thrown: unknown) => thrown)
  if (outcome instanceof StudioProblem) return expect(outcome.code).not.toBe('internal')
  expect(outcome).toMatchObject({ name: expect.any(String) as unknown, classes: expect.any(Array) as unknown })
  const { training, classes } = outcome as DataSet<PicturesInMemory>
  expect(training.bytes).toHaveLength(training.height * training.width * training.channels * training.count)
  expect(training.labels).toHaveLength(training.count)
  expect(training.labels.every((label) => label < classes.length)).toBe(true)
}

describe('CIFAR-10 of damaged files never surprises', () => {
  it('in a folder', async () => {
    const folder = await temporaryFolder()
    await fc.assert(fc.asyncProperty(mutated([records([1, 2, 3])]), async (bytes) => {
      await writeFile(join(folder, 'data_batch_1.bin'), bytes)
      await writeFile(join(folder, 'batches.meta.txt'), bytes.subarray(0, 100))
      await isUnderstood(readCifar(cifar10, folder))
    }), fuzzing(300))
  }, fuzzTimeout)

  it('in an archive that was damaged', async () => {
    const file = join(await temporaryFolder(), 'set.tar.gz')
    const archives = [await archiveOf(inside('cifar-10-batches-bin', smallSet)), gzipSync(''), await archiveOf({})]
    await fc.assert(fc.asyncProperty(mutated(archives), async (bytes) => {
      await writeFile(file, bytes)
      await isUnderstood(readCifar(cifar10, file))
    }), fuzzing(300))
  }, fuzzTimeout)

  it('in an archive that was made of damaged files, its checksums right', async () => {
    const file = join(await temporaryFolder(), 'set.tar.gz')
    const longName = 'a/'.repeat(120)
    const tars = [await tarOf({ 'data_batch_1.bin': records([4]) }), await tarOf({ [`${longName}x`]: 'long', 'cifar-10-batches-bin/data_batch_1.bin': records([4]) })]
    await fc.assert(fc.asyncProperty(mutated(tars), async (tar) => {
      await writeFile(file, gzipSync(withRightSums(tar), { level: 1 }))
      await isUnderstood(readCifar(cifar10, file))
    }), fuzzing(400))
  }, fuzzTimeout)
})

describe('other known data sets of damaged files never surprise', () => {
  it('CIFAR-100', async () => {
    const folder = await temporaryFolder(smallHundred)
    await fc.assert(fc.asyncProperty(mutated([records([[1, 2], [3, 4]])]), async (bytes) => {
      await writeFile(join(folder, 'train.bin'), bytes)
      await isUnderstood(readCifar(cifar100, folder))
    }), fuzzing(200))
  }, fuzzTimeout)

  it.each(['train-images-idx3-ubyte', 'train-labels-idx1-ubyte', 't10k-labels-idx1-ubyte'])('MNIST, in %s, plain and compressed', async (name) => {
    const folder = await temporaryFolder(smallDigits)
    const bytes = smallDigits[name]!
    await fc.assert(fc.asyncProperty(mutated([bytes, gzipSync(bytes)]), async (changed) => {
      await writeFile(join(folder, name), changed)
      await knownAt(folder).then((found) => found && isUnderstood(found.read(folder) as Promise<DataSet<PicturesInMemory>>), (thrown: unknown) => expect(thrown).toBeInstanceOf(StudioProblem))
      await isUnderstood(readIdx(folder))
    }), fuzzing(200))
  }, fuzzTimeout)
})

/** Sets the checksum of every block that looks like the header of a member, so that the reader goes on to what it says. */
function withRightSums(tar: Uint8Array): Buffer {
  const bytes = Buffer.from(tar)
  for (let at = 0; at + 512 <= bytes.length; at += 512) {
    if (bytes.toString('latin1', at + 257, at + 262) !== 'ustar') continue
    bytes.write('        ', at + 148, 'latin1')
    const sum = bytes.subarray(at, at + 512).reduce((total, byte) => total + byte, 0)
    bytes.write(`${sum.toString(8).padStart(6, '0')}\0 `, at + 148, 'latin1')
  }
  return bytes
}
