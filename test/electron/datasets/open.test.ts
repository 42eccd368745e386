import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { openDataSet } from '#electron/datasets/open'
import { makeShapes10 } from '#electron/datasets/shapes10'
import { archiveOf, smallSet, temporaryFolder } from './cifarFiles'

describe('opening a data set', () => {
  it('draws shapes, as many as the words say', async () => {
    const set = await openDataSet('shapes:30')
    expect(set).toMatchObject({ name: 'Shapes-10', training: { count: 30 }, test: { count: 2_000 } })
  })

  it('draws those of another seed when the words name it', async () => {
    const { training } = await openDataSet('shapes:20:7')
    expect(training).toEqual(makeShapes10({ seed: 7, training: 20, test: 0 }).training)
  })

  it('draws 10,000 and 2,000 when the words say no more', async () => {
    const set = await openDataSet('shapes')
    expect([set.training.count, set.test!.count]).toEqual([10_000, 2_000])
  })

  it('reads a folder and an archive of CIFAR-10', async () => {
    const folder = await temporaryFolder({ ...smallSet, 'set.tar.gz': await archiveOf(smallSet) })
    const fromFolder = await openDataSet(folder)
    expect(fromFolder).toMatchObject({ name: 'CIFAR-10', training: { count: 10 }, test: { count: 2 } })
    expect(await openDataSet(join(folder, 'set.tar.gz'))).toEqual(fromFolder)
  })

  it.each(['shapes:', 'shapes:0', 'shapes:500001', 'shapes:-5', 'shapes:1e3', 'shapes:ten', 'shapes:10:', 'shapes:10:x', 'shapes:10:2147483648', 'shapes:10:1:1'])(
    'does not guess what %s means', async (what) => {
      await expect(openDataSet(what)).rejects.toMatchObject({
        code: 'shapesCountWrong', sentence: `${what} does not say how many shapes to draw.`, hint: expect.stringContaining('shapes:20000') as string,
      })
    })

  it('says what can be given when there is nothing of that name', async () => {
    await expect(openDataSet('shape')).rejects.toMatchObject({
      code: 'dataMissing', sentence: 'There is no folder or file at shape.', hint: expect.stringMatching(/data_batch_1\.bin.*cifar-10-binary\.tar\.gz.*shapes/) as string,
    })
  })
})
