import { createHash } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { Shelf, type World } from '#electron/datasets/shelf'
import { keepDataSet } from '#electron/images/store/keep'
import { makeShapes10 } from '#electron/datasets/shapes10'
import { realDownloads } from '#electron/files/download/outside'
import { dataHandlers } from '#electron/datasets/service'
import { connect } from '#shared/contract/client'
import { dataArea, type DataSetInfo } from '#shared/contract/data'
import { memoryPorts } from '#shared/contract/memory'
import { serve as serveContract } from '#shared/contract/server'
import { temporaryFolder } from './cifarFiles'
import { smallDigits } from './idxFiles'
import { give, serve, type Answer } from './server'

const files = Object.entries(smallDigits).map(([name, bytes]) => [`mnist-${name}.gz`, gzipSync(bytes)] as const)

/** A library without anything but drawn pictures, and MNIST to be had from a server; the table's lengths are somewhat wrong. */
async function shelfWith(answer: Answer, lengths: (bytes: number) => number = (bytes) => bytes) {
  const { address, requests } = await serve(answer)
  const library = await temporaryFolder()
  await keepDataSet(library, 'shapes-10', makeShapes10({ seed: 0, training: 10, test: 0 }), { from: 'made here', about: 'Shapes' })
  const world: World = {
    sources: [{
      id: 'mnist', name: 'MNIST',
      files: files.map(([file, bytes]) => ({ file, bytes: lengths(bytes.length), addresses: [`${address}/${file}`], digest: { kind: 'md5', hex: createHash('md5').update(bytes).digest('hex') } })),
    }],
    downloads: { ...realDownloads, plainLoopback: true, silence: 20_000, wait: async () => undefined },
  }
  const shelf = new Shelf(library, world)
  const told: DataSetInfo[] = []
  let look: () => void = () => undefined
  shelf.listen((change) => {
    if (change.type === 'changed' && change.set.id === 'mnist') told.push(change.set)
    look()
  })
  const until = (ready: (last: DataSetInfo) => boolean) => new Promise<DataSetInfo>((resolve) => {
    look = () => told.length && ready(told.at(-1)!) && resolve(told.at(-1)!)
    look()
  })
  return { shelf, library, requests, told, until }
}

const named: Answer = (request, response) => give(request, response, files.find(([name]) => request.url!.endsWith(name))![1])

describe('a data set that is to be had', () => {
  it.each([['as long as the table says', (bytes: number) => bytes], ['of other lengths', (bytes: number) => bytes + 77]])('is downloaded file by file, kept and counted, %s', async (_what, lengths) => {
    const { shelf, library, requests, told, until } = await shelfWith(named, lengths)
    shelf.get('mnist')
    expect(await until(({ state }) => state !== 'getting' && state !== 'reading')).toMatchObject({ state: 'ready', name: 'MNIST', counts: { training: 13, test: 3 }, size: { channels: 1 } })
    expect(requests).toHaveLength(4)
    const bytes = told.flatMap(({ progress }) => (progress?.unit === 'bytes' ? [progress] : []))
    const all = files.reduce((sum, [, each]) => sum + each.length, 0)
    expect(bytes.at(-1)).toMatchObject({ done: all, of: all })
    expect(bytes.every(({ done, of }) => done <= of)).toBe(true)
    expect((await shelf.verify('mnist')).sound).toBe(true)
    await shelf.remove('mnist')
    expect(await readdir(join(library, 'downloads'))).toEqual([])
    expect((await shelf.info('mnist')).state).toBe('absent')
  })

  it('says what keeps it, on the data set itself, and is had when it is asked for again', async () => {
    let broken = true
    const { shelf, until } = await shelfWith((request, response, number) => (broken ? response.writeHead(404).end() : named(request, response, number)))
    shelf.get('mnist')
    expect(await until(({ state }) => state === 'failed')).toMatchObject({ problem: { code: 'downloadAway', sentence: expect.stringContaining('it answered 404') as string } })
    broken = false
    shelf.get('mnist')
    expect(await until(({ state }) => state === 'ready')).not.toHaveProperty('problem')
  })

  it('is shared by all who ask for it, and stopped only by the last of them; who comes late is told how far it is', async () => {
    let goOn: () => void = () => undefined
    const held = new Promise<void>((resolve) => (goOn = resolve))
    const { shelf, library, requests, until } = await shelfWith((request, response, number) => void (number < 3 ? named(request, response, number) : held.then(() => named(request, response, number))))
    const window = (asker: string) => {
      const [ours, theirs] = memoryPorts()
      serveContract({ data: dataArea }, theirs, { data: dataHandlers(library, shelf) })
      const { data } = connect({ data: dataArea }, ours)
      const snapshot = new Promise<DataSetInfo[]>((resolve) => data.watch({ asker }, { snapshot: resolve, event: () => undefined }))
      return { data, snapshot, close: () => ours.close() }
    }
    const [one, two] = [window('one'), window('two')]
    await Promise.all([one.snapshot, two.snapshot])
    await one.data.get({ id: 'mnist', asker: 'one' })
    await two.data.get({ id: 'mnist', asker: 'two' })
    const first = files[0]![1].length + files[1]![1].length
    await until(({ progress }) => progress?.done === first)
    const late = window('three')
    expect((await late.snapshot).find(({ id }) => id === 'mnist')).toMatchObject({ state: 'getting', progress: { done: first, unit: 'bytes' } })

    expect(await one.data.cancel({ id: 'mnist', asker: 'one' })).toEqual({ goesOn: true })
    expect(await late.data.cancel({ id: 'mnist', asker: 'three' })).toEqual({ goesOn: true })
    expect((await shelf.info('mnist')).state).toBe('getting')
    expect(await two.data.cancel({ id: 'mnist', asker: 'two' })).toEqual({ goesOn: false })
    await until(({ state }) => state === 'absent')

    // A window that is closed leaves its wish behind, but holds nobody up.
    await one.data.get({ id: 'mnist', asker: 'one' })
    await two.data.get({ id: 'mnist', asker: 'two' })
    two.close()
    expect(await one.data.cancel({ id: 'mnist', asker: 'one' })).toEqual({ goesOn: false })
    await until(({ state }) => state === 'absent')
    await one.data.get({ id: 'mnist', asker: 'one' })
    goOn()
    await until(({ state }) => state === 'ready')
    expect(new Set(requests.map(({ url }) => url)).size).toBe(4)
  })

  it('keeps what came when it is stopped, says how much that is, and gives it back when it is removed', async () => {
    const { shelf, until } = await shelfWith((request, response, number) => (number < 3 ? named(request, response, number) : undefined))
    shelf.get('mnist')
    await until(({ progress }) => progress?.done === files[0]![1].length + files[1]![1].length)
    shelf.cancel('mnist')
    expect(await until(({ state }) => state === 'absent')).toMatchObject({ diskBytes: files[0]![1].length + files[1]![1].length })
    await shelf.remove('mnist')
    expect((await shelf.info('mnist')).diskBytes).toBe(0)
    await expect(shelf.remove('mnist')).rejects.toMatchObject({ code: 'dataSetAbsent' })
  })
})
