import { Journal } from '#electron/runs/journal'
import { lockRun } from '#electron/runs/lock'
import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/studio'

const step = (number: number) => ({ t: 'step', step: number, epoch: 1, learningRate: 0.1, loss: 1 / number, accuracy: 0.5 }) as const

describe('the journal', () => {
  it('drops a last line that a crash tore, and what was written after a step', async () => {
    await using folder = await temporaryFolder()
    const journal = new Journal(folder.path)
    for (let number = 1; number <= 4; number++) journal.add(step(number))
    await appendFile(join(folder.path, 'metrics.jsonl'), '{"t":"step","step":5,"lo')
    expect(await journal.read()).toEqual([1, 2, 3, 4].map(step))
    await journal.cutAfter({ step: 2, epoch: 0 })
    journal.add(step(3))
    expect((await readFile(join(folder.path, 'metrics.jsonl'), 'utf8')).trim().split('\n')).toHaveLength(3)
  })

  it('drops the end of an epoch whose checkpoint was never finished', async () => {
    await using folder = await temporaryFolder()
    const journal = new Journal(folder.path)
    const epoch = (number: number) => ({ t: 'epoch', step: 2 * number, epoch: number, training: { loss: 1, accuracy: 0.5 }, imagesPerSecond: 1, seconds: 1 }) as const
    for (const line of [step(1), step(2), epoch(1), step(3), step(4), epoch(2)]) journal.add(line)
    // Stopped while validating: all steps of the second epoch are done, but the epoch is not.
    await journal.cutAfter({ step: 4, epoch: 1 })
    expect(await journal.read()).toEqual([step(1), step(2), epoch(1), step(3), step(4)])
  })

  it('is empty before anything was written', async () => {
    await using folder = await temporaryFolder()
    expect(await new Journal(folder.path).read()).toEqual([])
  })
})

describe('the lock of a run', () => {
  it('keeps others out while its process lives, and no longer', async () => {
    await using folder = await temporaryFolder()
    const release = lockRun(folder.path)
    expect(() => lockRun(folder.path)).toThrow(new RegExp(`is being trained by another process \\(${process.pid}\\)`))
    release()
    lockRun(folder.path)()
  })

  it.each([['a process that is gone', String(spawnSync(process.execPath, ['-e', '']).pid)], ['nothing that is a process', 'x']])('is taken over from %s', async (_whom, content) => {
    await using folder = await temporaryFolder()
    await writeFile(join(folder.path, 'lock'), content)
    const release = lockRun(folder.path)
    expect(await readFile(join(folder.path, 'lock'), 'utf8')).toBe(String(process.pid))
    release()
  })
})
