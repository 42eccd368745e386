import { existsSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createCanvas } from '@napi-rs/canvas'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDataSet } from '#electron/datasets/open'
import { dataHandlers } from '#electron/datasets/service'
import { batchesOf } from '#electron/images/batches'
import { connect } from '#shared/contract/client'
import type { Client } from '#shared/contract/contract'
import { dataArea, type DataSetInfo } from '#shared/contract/data'
import { memoryPorts } from '#shared/contract/memory'
import { serve } from '#shared/contract/server'
import { copiesOf } from '#electron/images/pictures'
import { smallHundred, temporaryFolder } from './cifarFiles'
import { smallClothes, smallDigits } from './idxFiles'

/** What a window is told of the data sets, and how it waits for one. */
class Watching {
  readonly sets = new Map<string, DataSetInfo>()
  readonly states: string[] = []
  private looks: (() => void)[] = []

  constructor(client: Client<{ data: typeof dataArea }>['data']) {
    client.watch({}, {
      snapshot: (all) => { for (const set of all) this.put(set) },
      event: (event) => (event.type === 'removed' ? (this.sets.delete(event.id), this.changed()) : this.put(event.set)),
    })
  }

  until(ready: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = () => ready() && resolve()
      this.looks.push(look)
      look()
    })
  }

  private put(set: DataSetInfo): void {
    this.sets.set(set.id, set)
    this.states.push(`${set.id} ${set.state}`)
    this.changed()
  }
  private changed(): void {
    for (const look of this.looks) look()
  }
}

describe('what is asked of data sets', () => {
  let folder: string
  let data: Client<{ data: typeof dataArea }>['data']
  let watching: Watching
  let close: () => void
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vgg-studio-data-'))
    const [port, other] = memoryPorts()
    serve({ data: dataArea }, other, { data: dataHandlers(join(folder, 'library')) })
    data = connect({ data: dataArea }, port).data
    close = () => port.close()
    watching = new Watching(data)
    await watching.until(() => watching.sets.get('shapes-10')?.state === 'ready')
  })
  afterEach(async () => {
    close()
    await rm(folder, { recursive: true, force: true })
  })

  /** A folder of small pictures, so many a class. */
  async function pictures(classes: Readonly<Record<string, number>>): Promise<string> {
    const path = join(folder, 'Own pictures')
    for (const [name, count] of Object.entries(classes)) {
      await mkdir(join(path, name), { recursive: true })
      for (let number = 0; number < count; number++) {
        const canvas = createCanvas(32, 32)
        const context = canvas.getContext('2d')
        context.fillStyle = `rgb(${number * 20}, ${name.length * 10}, 90)`
        context.fillRect(0, 0, 20, 32)
        await writeFile(join(path, name, `${number}.png`), canvas.toBuffer('image/png'))
      }
    }
    return path
  }

  it('has the drawn pictures and tells what can be had, and how large that is', () => {
    expect(watching.sets.get('shapes-10')).toMatchObject({ counts: { training: 10_000, test: 2_000 }, size: { height: 32, width: 32, channels: 3 } })
    expect(watching.sets.get('cifar-10')).toMatchObject({ state: 'absent', downloadBytes: expect.any(Number) as number })
  })

  it('clears away what a process left half-written that is no more', async () => {
    const left = join(folder, 'library', 'datasets', '.cats.999999999.partial')
    await mkdir(left)
    await new Promise<void>((told) => void data.watch({}, { snapshot: () => told(), event: () => undefined }))
    expect(existsSync(left)).toBe(false)
  })

  it('brings own pictures in, told as it goes, and they can be trained on by their id', async () => {
    const { id } = await data.import({ path: await pictures({ cats: 6, dogs: 5 }) })
    expect(id).toBe('own-pictures')
    await watching.until(() => watching.sets.get(id)?.state === 'ready')
    expect(watching.states).toContain('own-pictures reading')
    expect(watching.sets.get(id)).toMatchObject({ name: 'Own pictures', classes: ['cats', 'dogs'], balance: { training: [6, 5], test: [] }, skipped: 0 })
    const opened = await openDataSet(id, join(folder, 'library'))
    expect([...opened.training.labels]).toEqual([0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1])
  })

  it.each([['cifar-100', 'CIFAR-100', smallHundred, 3], ['mnist', 'MNIST', smallDigits, 1], ['fashion-mnist', 'Fashion-MNIST', smallClothes, 1]] as const)(
    'offers %s, takes its files for what they are, keeps them and shows them', async (id, name, files, channels) => {
      expect(watching.sets.get(id)).toMatchObject({ name, state: 'absent', size: { channels } })
      const path = await temporaryFolder(files)
      expect(await data.import({ path })).toEqual({ id })
      await watching.until(() => watching.sets.get(id)?.state === 'ready')
      const read = await openDataSet(path)
      expect(watching.sets.get(id)).toMatchObject({ name, classes: read.classes, counts: { training: read.training.count, test: read.test!.count }, size: { channels } })
      const page = await data.look({ id, split: 'training', offset: 0, count: 2 })
      expect(page.sheet).toMatchObject({ count: 2, channels, bytes: copiesOf(read.training, [0, 1]) })
      const kept = await openDataSet(id, join(folder, 'library'))
      expect([...kept.training.labels]).toEqual([...read.training.labels])
    })

  it('pages through a class, gives single pictures, and shows what training would see', async () => {
    const page = await data.look({ id: 'shapes-10', split: 'training', class: 3, offset: 10, count: 5 })
    expect(page).toMatchObject({ total: 1000, labels: [3, 3, 3, 3, 3] })
    const again = await data.pictures({ id: 'shapes-10', split: 'training', numbers: page.numbers })
    expect(again).toEqual(page.sheet)
    const augmentation = [{ kind: 'crop', padding: 4, edge: 'black' }, { kind: 'flip', alternating: false }] as const
    const seen = await data.preview({ id: 'shapes-10', split: 'training', numbers: [7], augmentation: [...augmentation], seed: 5, epochs: [0, 1] })
    const { training } = await openDataSet('shapes-10', join(folder, 'library'))
    const trained = batchesOf(training, Uint32Array.of(7), { batch: 1, seed: 5, augmentation, balance: 'none', sizes: [] })
    expect(seen.bytes.slice(0, 3072)).toEqual(trained.make(0, 0).images.slice(0, 3072))
    expect(seen.bytes.slice(3072)).toEqual(trained.make(1, 0).images.slice(0, 3072))
  })

  it('splits as training does, and says of each class how many', async () => {
    const { training, validation } = await data.splitPreview({ id: 'shapes-10', holdOut: 0.1, seed: 1, subset: 50 })
    expect(training).toEqual(new Array(10).fill(45))
    expect(validation).toEqual(new Array(10).fill(5))
  })

  it('says what is wrong with an import on the data set that was to be, and lets it be taken away', async () => {
    const { id } = await data.import({ path: await pictures({ alone: 3 }) })
    await watching.until(() => watching.sets.get(id)?.state === 'failed')
    expect(watching.sets.get(id)!.problem!.sentence).toContain('alone')
    await data.remove({ id })
    await watching.until(() => !watching.sets.has(id))
  })

  it('verifies, removes, and keeps what it must', async () => {
    const { id } = await data.import({ path: await pictures({ cats: 3, dogs: 3 }) })
    await watching.until(() => watching.sets.get(id)?.state === 'ready')
    expect((await data.verify({ id })).sound).toBe(true)
    await writeFile(join(folder, 'library', 'datasets', id, 'training.bin'), new Uint8Array(6 * 3072))
    expect((await data.verify({ id })).sound).toBe(false)
    await data.remove({ id })
    await watching.until(() => !watching.sets.has(id))
    await expect(data.remove({ id: 'shapes-10' })).rejects.toMatchObject({ code: 'dataSetFixed' })
    await expect(data.remove({ id })).rejects.toMatchObject({ code: 'dataSetAbsent' })
    await expect(data.get({ id: 'nothing' })).rejects.toMatchObject({ code: 'dataSetAbsent' })
    await expect(data.pictures({ id: 'shapes-10', split: 'test', numbers: [5000] })).rejects.toMatchObject({ code: 'pictureNumber' })
  })
})
