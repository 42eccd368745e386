import { columnsOf } from '#electron/runs/columns'
import { Library } from '#electron/runs/library'
import { defaultPlan } from '#shared/plan/plan'
import { presets } from '#shared/presets/index'
import { existsSync } from 'node:fs'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/studio'

const order = { graph: presets['lenet-5'].build(32, 10), plan: defaultPlan, data: 'shapes', device: 'auto' } as const

describe('the library', () => {
  it('names runs after what they are called, and never gives a name twice, not even one that lies in the trash', async () => {
    await using folder = await temporaryFolder()
    const library = new Library(folder.path)
    expect(await library.create(order, { name: 'Größe & Co' })).toBe('gr-e-co-1')
    await library.remove('gr-e-co-1')
    expect(await library.create(order, { name: 'Größe & Co' })).toBe('gr-e-co-2')
    await library.restore('gr-e-co-1')
    expect(await library.ids()).toEqual(['gr-e-co-1', 'gr-e-co-2'])
    await expect(library.restore('gr-e-co-1')).rejects.toThrow(/There is no run in/)
  })

  it('keeps what people say of a run, and begins a copy with it', async () => {
    await using folder = await temporaryFolder()
    const library = new Library(folder.path)
    const id = await library.create(order, { name: 'a' })
    await library.describe(id, { tags: ['good'], note: 'Look again.' })
    await library.describe(id, { name: 'b' })
    expect(await library.summary(id)).toMatchObject({ name: 'b', tags: ['good'], note: 'Look again.', state: 'stopped', epochs: { done: 0, of: 3 } })
    const copy = await library.duplicate(id)
    expect(await library.summary(copy)).toMatchObject({ name: 'b', tags: ['good'], network: (await library.summary(id)).network })
  })

  it('lists what can be read, and what is damaged or of an older form with what is wrong, and lets that be removed and taken back', async () => {
    await using folder = await temporaryFolder()
    const library = new Library(folder.path)
    const id = await library.create(order, { name: 'a' })
    const damaged = join(folder.path, 'runs', 'damaged')
    await mkdir(damaged)
    await writeFile(join(damaged, 'about.json'), '{"format":')
    expect((await library.summaries()).map((summary) => summary.id)).toEqual([id])
    expect(existsSync(damaged)).toBe(true)
    const older = await library.create(order, { name: 'older' })
    const about = join(library.folderOf(older), 'about.json')
    await writeFile(about, (await readFile(about, 'utf8')).replace('"learningRate"', '"rate"'))
    await mkdir(join(folder.path, 'runs', 'empty'))
    const unreadable = await library.unreadable()
    expect(unreadable.map((run) => [run.id, run.problem.code])).toEqual([['damaged', 'runUnreadable'], [older, 'runUnreadable']])
    expect(unreadable[1]!.problem.sentence).toMatch(/about\.json does not describe a run: /)
    await library.remove(older)
    expect((await library.unreadable()).map((run) => run.id)).toEqual(['damaged'])
    await library.restore(older)
    expect((await library.fault(older))?.id).toBe(older)
    await expect(library.summary('damaged')).rejects.toThrow(/about\.json does not describe a run: /)
    await expect(library.summary('nowhere')).rejects.toThrow(/There is no run in .*nowhere\./)
  })

  it('refuses to remove a run that is being trained', async () => {
    await using folder = await temporaryFolder()
    const library = new Library(folder.path)
    const id = await library.create(order, { name: 'a' })
    await writeFile(join(library.folderOf(id), 'lock'), String(process.pid))
    await expect(library.remove(id)).rejects.toThrow(`is being trained by another process (${process.pid})`)
  })

  it('forgets in its queue the runs that are gone, and takes a damaged queue for an empty one', async () => {
    await using folder = await temporaryFolder()
    const library = new Library(folder.path)
    const id = await library.create(order, { name: 'a' })
    await library.writeQueue([{ id: 'gone-1' }, { id, epochs: 5 }])
    expect(await library.queue()).toEqual([{ id, epochs: 5 }])
    expect((await library.summary(id)).state).toBe('queued')
    await writeFile(join(folder.path, 'queue.json'), '[{"id"')
    expect(await library.queue()).toEqual([])
  })
})

describe('metrics as columns', () => {
  const steps = (count: number) => Array.from({ length: count }, (_, i) => ({ step: i + 1, epoch: 1, loss: i, accuracy: 0.5, learningRate: 0.1, ...(i % 10 === 0 && { gradientNorm: 2 }) }))

  it('are one point a step while there are few, and means over equally many when there are more', () => {
    expect([...columnsOf(steps(3)).loss]).toEqual([0, 1, 2])
    const { step, loss, gradientNorm, imagesPerSecond } = columnsOf(steps(25), 3)
    expect([...step]).toEqual([5, 14, 22])
    expect([...loss]).toEqual([4, 13, 21])
    expect([...gradientNorm]).toEqual([2, 2, 2])
    expect([...imagesPerSecond]).toEqual([NaN, NaN, NaN])
  })

  it('never have more points than a screen shows', () => {
    for (const count of [3999, 4000, 4001, 100_003]) expect(columnsOf(steps(count)).step.length).toBeLessThanOrEqual(4000)
  })
})
