import fc from 'fast-check'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { readCifar10 } from '#electron/datasets/cifar10'
import { StudioProblem } from '#shared/base/problem'
import { archiveOf, inside, records, smallSet, tarOf, temporaryFolder } from './cifarFiles'
import { fuzzing, fuzzTimeout, mutated } from './mutations'

/** Whatever is in the files, it is a data set with labels of its classes, or a problem that was foreseen. */
async function isUnderstood(path: string): Promise<void> {
  const outcome = await readCifar10(path).catch((thrown: unknown) => thrown)
  if (outcome instanceof StudioProblem) return expect(outcome.code).not.toBe('internal')
  expect(outcome).toMatchObject({ name: 'CIFAR-10', classes: expect.objectContaining({ length: 10 }) as unknown })
  const { training } = outcome as Awaited<ReturnType<typeof readCifar10>>
  expect(training.bytes).toHaveLength(3072 * training.count)
  expect(training.labels.every((label) => label < 10)).toBe(true)
}

describe('CIFAR-10 of damaged files never surprises', () => {
  it('in a folder', async () => {
    const folder = await temporaryFolder()
    await fc.assert(fc.asyncProperty(mutated([records([1, 2, 3])]), async (bytes) => {
      await writeFile(join(folder, 'data_batch_1.bin'), bytes)
      await writeFile(join(folder, 'batches.meta.txt'), bytes.subarray(0, 100))
      await isUnderstood(folder)
    }), fuzzing(300))
  }, fuzzTimeout)

  it('in an archive that was damaged', async () => {
    const file = join(await temporaryFolder(), 'set.tar.gz')
    const archives = [await archiveOf(inside('cifar-10-batches-bin', smallSet)), gzipSync(''), await archiveOf({})]
    await fc.assert(fc.asyncProperty(mutated(archives), async (bytes) => {
      await writeFile(file, bytes)
      await isUnderstood(file)
    }), fuzzing(300))
  }, fuzzTimeout)

  it('in an archive that was made of damaged files, its checksums right', async () => {
    const file = join(await temporaryFolder(), 'set.tar.gz')
    const longName = 'a/'.repeat(120)
    const tars = [await tarOf({ 'data_batch_1.bin': records([4]) }), await tarOf({ [`${longName}x`]: 'long', 'cifar-10-batches-bin/data_batch_1.bin': records([4]) })]
    await fc.assert(fc.asyncProperty(mutated(tars), async (tar) => {
      await writeFile(file, gzipSync(withRightSums(tar), { level: 1 }))
      await isUnderstood(file)
    }), fuzzing(400))
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
