import { Networks } from '#electron/studio/networks'
import { showGraph } from '#shared/graph/parse'
import { presets } from '#shared/presets/index'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'

const leNet = presets['lenet-5'].build(32, 10)
const vgg = presets['vgg16-bn-small'].build(32, 10)

describe('files of networks', () => {
  let folder: string
  let networks: Networks
  const names = async () => (await networks.recent()).map(({ name }) => name)
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vgg-studio-networks-'))
    networks = new Networks(join(folder, 'library'))
  })
  afterEach(() => rm(folder, { recursive: true, force: true }))

  it('are not written over where they hold something else than whoever saves knew, and are where they are gone', async () => {
    const path = join(folder, 'a.vggs')
    await networks.save(path, leNet)
    await networks.save(path, { ...leNet, name: 'Mine' }, leNet)
    await expect(networks.save(path, { ...leNet, name: 'Yours' }, leNet)).rejects.toMatchObject({ code: 'networkChanged' })
    expect((await networks.open(path)).name).toBe('Mine')
    await networks.save(path, { ...leNet, name: 'Mine' }, leNet)
    await writeFile(path, 'Dear reader')
    await expect(networks.save(path, vgg, leNet)).rejects.toMatchObject({ code: 'networkChanged' })
    await networks.save(path, vgg)
    await rm(path)
    await networks.save(path, leNet, vgg)
    expect(await networks.open(path)).toEqual(leNet)
  })

  it('are saved once where two windows save at the same moment what both had read', async () => {
    const path = join(folder, 'a.vggs')
    await networks.save(path, leNet)
    const ends = await Promise.allSettled(['Mine', 'Yours'].map((name) => networks.save(path, { ...leNet, name }, leNet)))
    expect(ends.map(({ status }) => status)).toEqual(['fulfilled', 'rejected'])
    expect((await networks.open(path)).name).toBe('Mine')
  })

  it('are remembered when they are saved and opened, the newest first and each once, and told to whoever looks', async () => {
    const told: string[][] = []
    networks.changes.add((recent) => told.push(recent.map(({ name }) => name)))
    await networks.save(join(folder, 'a.vggs'), leNet)
    await networks.save(join(folder, 'b.vggs'), vgg)
    expect(await networks.open(join(folder, 'a.vggs'))).toEqual(leNet)
    expect(await names()).toEqual(['a.vggs', 'b.vggs'])
    expect(told).toEqual([['a.vggs'], ['b.vggs', 'a.vggs'], ['a.vggs', 'b.vggs']])
  })

  it('are read anew from where they lie', async () => {
    const path = join(folder, 'a.vggs')
    await networks.save(path, leNet)
    await writeFile(path, showGraph(vgg))
    const [{ id } = { id: '' }] = await networks.recent()
    expect(await networks.openRecent(id)).toEqual(vgg)
  })

  it('of a browser are kept as copies under their names, the later one instead of the earlier', async () => {
    await networks.keep('mine.vggs', leNet)
    await networks.keep('mine.vggs', vgg)
    const recent = await networks.recent()
    expect(recent).toEqual([{ id: expect.any(String) as string, name: 'mine.vggs' }])
    expect(await networks.openRecent(recent[0]!.id)).toEqual(vgg)
  })

  it('are twelve at most, and the copy of one that is forgotten goes', async () => {
    for (let i = 0; i < 14; i++) await networks.keep(`${i}.vggs`, leNet)
    expect(await names()).toEqual(Array.from({ length: 12 }, (_, i) => `${13 - i}.vggs`))
    expect(await readdir(join(folder, 'library', 'recent'))).toHaveLength(12)
  })

  it('lose none when several are opened at once', async () => {
    await Promise.all(Array.from({ length: 5 }, (_, i) => networks.keep(`${i}.vggs`, leNet)))
    expect((await names()).sort()).toEqual(['0.vggs', '1.vggs', '2.vggs', '3.vggs', '4.vggs'])
  })

  it('are forgotten when they are gone, with a sentence that names the file', async () => {
    const path = join(folder, 'a.vggs')
    await networks.save(path, leNet)
    const [{ id } = { id: '' }] = await networks.recent()
    await rm(path)
    await expect(networks.openRecent(id)).rejects.toMatchObject({ code: 'fileMissing', sentence: `${path} is not there.` })
    expect(await names()).toEqual([])
  })

  it('that are broken are refused with a sentence, and not remembered', async () => {
    const path = join(folder, 'letter.vggs')
    await writeFile(path, 'Dear reader')
    await expect(networks.open(path)).rejects.toMatchObject({ code: 'graphNotJson' })
    expect(await names()).toEqual([])
  })

  it('are opened all the same when the list of recent ones is torn or cannot be written', async () => {
    const path = join(folder, 'a.vggs')
    await writeFile(path, showGraph(leNet))
    await writeFile(join(folder, 'library'), 'a file where the folder should be')
    expect(await networks.open(path)).toEqual(leNet)
    await rm(join(folder, 'library'))
    await networks.keep('b.vggs', vgg)
    await writeFile(join(folder, 'library', 'recent.json'), (await readFile(join(folder, 'library', 'recent.json'), 'utf8')).slice(0, 20))
    await networks.open(path)
    expect(await names()).toEqual(['a.vggs'])
  })
})
