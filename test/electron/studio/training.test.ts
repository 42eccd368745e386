import { line } from '#shared/base/problem'
import type { RunNow } from '#shared/contract/runs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/studio'
import { openHouse, smallTraining, type House } from './house'

/** Follows a run in a window of its own; gives all that it was told. */
function follow(house: House, id: string) {
  const seen = { states: [] as string[], steps: [] as number[], epochs: [] as number[], notes: [] as string[], doing: [] as string[] }
  const now = ({ state, doing }: RunNow) => {
    if (seen.states.at(-1) !== state) seen.states.push(state)
    seen.doing.push(line(doing))
  }
  house.window().runs.follow({ id }, {
    snapshot(snapshot) {
      seen.steps = [...snapshot.steps.step]
      seen.epochs = snapshot.epochs.map(({ epoch }) => epoch)
      seen.notes.push(...snapshot.notes.map(({ text }) => line(text)))
      now(snapshot.now)
    },
    event(event) {
      if (event.type === 'steps') {
        seen.steps.push(...event.steps.step)
        now(event.now)
      }
      if (event.type === 'epoch') seen.epochs.push(event.figures.epoch)
      if (event.type === 'note') seen.notes.push(line(event.text))
      if (event.type === 'now') now(event.now)
    },
  })
  return seen
}

describe('the studio', () => {
  it('trains, pauses, goes on to more epochs and ends, and two windows, of which one comes late, are told the same', async () => {
    await using folder = await temporaryFolder()
    const house = await openHouse(folder.path)
    const { id } = await house.client.train.start({ ...smallTraining(), name: 'First try', tags: ['a'] })
    expect(id).toBe('first-try-1')
    const early = follow(house, id)
    await house.until(id, ({ state }) => state === 'running')
    await house.client.train.pause({ id })
    const paused = await house.until(id, ({ state }) => state === 'paused')
    expect(paused.last!.step).toBeGreaterThan(0)
    const late = follow(house, id)
    await house.client.train.goOn({ id, epochs: 3 })
    const ended = await house.until(id, ({ state }) => state === 'finished')
    expect(ended).toMatchObject({ name: 'First try', tags: ['a'], epochs: { done: 3, of: 3 }, data: { classes: expect.arrayContaining(['circle']) } })
    await expect.poll(() => late.states.at(-1)).toBe('finished')
    await expect.poll(() => early.states.at(-1)).toBe('finished')
    expect(early.steps).toEqual(Array.from({ length: 24 }, (_, i) => i + 1))
    expect(late.steps).toEqual(early.steps)
    expect(late.epochs).toEqual([1, 2, 3])
    expect(early.epochs).toEqual([1, 2, 3])
    await expect(house.client.train.goOn({ id })).rejects.toThrow(/has done all of its 3 epochs/)
    await expect(house.client.train.pause({ id })).rejects.toThrow('The run first-try-1 is not being trained.')
    await house.studio.close()
  })

  it('tells every window that the trainer died, starts it again, and the run can go on', async () => {
    await using folder = await temporaryFolder()
    const house = await openHouse(folder.path)
    const states: string[] = []
    house.client.app.processes({}, { snapshot: () => undefined, event: ({ process, state }) => states.push(`${process} ${state}`) })
    const { id } = await house.client.train.start(smallTraining({ epochs: 3 }))
    const seen = follow(house, id)
    await house.until(id, ({ state, epochs }) => state === 'running' && epochs.done >= 1)
    house.trainers.at(-1)!.kill()
    const cut = await house.until(id, ({ state }) => state === 'cutOff')
    expect(cut.problem?.sentence).toMatch(/^The process that trains ended by itself \(SIGKILL/)
    await expect.poll(() => states).toEqual(['trainer alive', 'trainer restarting', 'trainer alive'])
    await house.client.train.goOn({ id })
    expect((await house.until(id, ({ state }) => state === 'finished')).problem).toBeUndefined()
    await expect.poll(() => seen.steps).toEqual(Array.from({ length: 24 }, (_, i) => i + 1))
    await house.studio.close()
  })

  it('keeps those that wait over a restart, in the order that they were given, and saves the one under way', async () => {
    await using folder = await temporaryFolder()
    const house = await openHouse(folder.path)
    const first = await house.client.train.start(smallTraining({ epochs: 50 }))
    const { ids, tag } = await house.client.train.sweep({ ...smallTraining({ epochs: 1 }), axes: [{ setting: 'learningRate', values: [0.01, 0.02] }, { setting: 'optimizer.momentum', values: [0, 0.9] }], draws: 2 })
    expect(tag).toBe('sweep-1')
    await house.until(first.id, ({ state }) => state === 'running')
    await house.client.train.reorder({ queue: [...ids].reverse() })
    expect(house.told.queue).toEqual([...ids].reverse())
    await house.client.train.start({ ...smallTraining(), name: 'not wanted' })
    await house.client.train.stop({ id: 'not-wanted-1' })
    await house.client.runs.remove({ id: 'not-wanted-1' })
    await house.studio.close()

    const again = await openHouse(folder.path)
    const [one, two] = await Promise.all(ids.map((id) => again.until(id, ({ state }) => state === 'finished')))
    expect(one!.tags).toEqual(['sweep-1'])
    expect([one!.plan.learningRate, one!.plan.optimizer]).not.toEqual([two!.plan.learningRate, two!.plan.optimizer])
    const stopped = await again.client.runs.open({ id: first.id })
    expect(stopped.plan.epochs).toBe(50)
    const known = (await readSummaries(again)).find(({ id }) => id === first.id)!
    expect(known.state).toBe('stopped')
    expect(known.last!.step).toBeGreaterThan(0)
    await again.client.runs.restore({ id: 'not-wanted-1' })
    await again.studio.close()
  })

  it('says what is wrong with a run that cannot begin, and goes on with the next, and with a copy of it', async () => {
    await using folder = await temporaryFolder()
    const house = await openHouse(folder.path)
    const bad = await house.client.train.start({ ...smallTraining(), data: join(folder.path, 'nowhere') })
    const good = await house.client.train.start(smallTraining({ epochs: 1 }))
    expect((await house.until(bad.id, ({ state }) => state === 'failed')).problem?.sentence).toContain('nowhere')
    await house.until(good.id, ({ state }) => state === 'finished')
    const copy = await house.client.runs.duplicate({ id: good.id })
    expect((await house.until(copy.id, ({ state }) => state === 'stopped')).epochs).toEqual({ done: 0, of: 1 })
    await house.client.train.goOn({ id: copy.id })
    expect((await house.until(copy.id, ({ state }) => state === 'finished')).epochs).toEqual({ done: 1, of: 1 })
    await expect(house.client.train.sweep({ ...smallTraining(), axes: [{ setting: 'speed', values: [1] }] })).rejects.toThrow('A plan has no setting speed.')
    const estimated = await house.client.train.estimate(smallTraining())
    expect(estimated.imagesPerSecond).toBeGreaterThan(0)
    await house.studio.close()
  })

  it('begins a training that is asked for while a search for a rate is given up', async () => {
    await using folder = await temporaryFolder()
    const house = await openHouse(folder.path)
    await new Promise<void>((given) => {
      const stop = house.client.train.findRate({ ...smallTraining(), lowest: 1e-4, highest: 1e-3, steps: 1000 }, {
        snapshot: () => undefined,
        event() {
          stop()
          given()
        },
        ended: () => undefined,
      })
    })
    const { id } = await house.client.train.start(smallTraining({ epochs: 1 }))
    expect(await house.until(id, ({ state }) => state === 'finished' || state === 'failed')).toMatchObject({ state: 'finished' })
    await house.studio.close()
  })

  it('waits on a full disk with everything in memory, says so, and goes on when there is room', async () => {
    await using folder = await temporaryFolder()
    const full = join(folder.path, 'full')
    const preload = join(folder.path, 'fullDisk.cjs')
    await writeFile(preload, fullDisk)
    const house = await openHouse(join(folder.path, 'library'), { environment: { NODE_OPTIONS: `--require ${preload}`, FULL_DISK: full } })
    const { id } = await house.client.train.start(smallTraining({ epochs: 4 }))
    const seen = follow(house, id)
    await house.until(id, ({ state, epochs }) => state === 'running' && epochs.done >= 1)
    await writeFile(full, '')
    await house.until(id, ({ state }) => state === 'paused')
    await expect.poll(() => seen.notes.some((text) => /^There is no space left to write .* The run waits until there is room\.$/.test(text))).toBe(true)
    await rm(full)
    await house.until(id, ({ state }) => state === 'finished')
    const lines = (await readFile(join(folder.path, 'library', 'runs', id, 'metrics.jsonl'), 'utf8')).trim().split('\n')
    expect(lines.map((line) => JSON.parse(line) as { t: string; step: number }).filter(({ t }) => t === 'step').map(({ step }) => step)).toEqual(Array.from({ length: 32 }, (_, i) => i + 1))
    await house.studio.close()
  })
})

function readSummaries(house: House) {
  return new Promise<House['told']['summaries']>((found) => house.window().runs.watch({}, { snapshot: ({ runs }) => found(runs), event: () => undefined }))
}

/** Makes every write of a process fail as on a full disk while a file is there; a line is written in part first. */
const fullDisk = `
const fs = require('node:fs')
const isFull = () => fs.existsSync(process.env.FULL_DISK)
const noRoom = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
const { writeSync } = fs
fs.writeSync = (file, bytes, ...rest) => {
  if (!isFull()) return writeSync(file, bytes, ...rest)
  writeSync(file, bytes.subarray(0, 5))
  throw noRoom()
}
const { open } = fs.promises
fs.promises.open = async (...words) => {
  const file = await open(...words)
  const { writeFile } = file
  file.writeFile = (...parts) => isFull() ? Promise.reject(noRoom()) : writeFile.apply(file, parts)
  return file
}
`
