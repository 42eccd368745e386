import { readCheckpoint, weightsFile } from '#electron/runs/checkpoint'
import { Journal } from '#electron/runs/journal'
import { readRun } from '#electron/runs/record'
import { random } from '#shared/base/random'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/studio'
import { openHouse, smallTraining } from './house'

const KILLS = 20

it('a run that was killed twenty times, at any moment, has the metrics and weights of one that never was, and at no time a torn checkpoint', async () => {
  await using folder = await temporaryFolder()
  const request = smallTraining({ epochs: 6 }, 640)
  const house = await openHouse(folder.path, { saveEvery: 0.3 })
  const whole = await house.client.train.start(request)
  await house.until(whole.id, ({ state }) => state === 'finished')

  const broken = await house.client.train.start(request)
  const chance = random(Date.now() % 2 ** 31)
  let killed = 0
  while (killed < KILLS) {
    const running = await house.until(broken.id, ({ state }) => state === 'running' || state === 'finished')
    if (running.state === 'finished') break
    await pause(chance.below(150))
    house.trainers.at(-1)!.kill()
    const after = await house.until(broken.id, ({ state }) => state === 'cutOff' || state === 'finished')
    if (after.state === 'finished') break
    killed++
    expect(after.problem?.code).toBe('trainerDied')
    const run = await readRun(join(folder.path, 'runs', broken.id))
    if (run.last) await readCheckpoint(join(folder.path, 'runs', broken.id), run.last.step)
    if (run.best) expect(existsSync(weightsFile(join(folder.path, 'runs', broken.id), run.best.step))).toBe(true)
    await house.client.train.goOn({ id: broken.id })
    // Some are killed before they are even ready.
    if (killed % 4 === 0) {
      await pause(chance.below(400))
      house.trainers.at(-1)!.kill()
      await house.until(broken.id, ({ state }) => state === 'cutOff')
      killed++
      await house.client.train.goOn({ id: broken.id })
    }
  }
  await house.until(broken.id, ({ state }) => state === 'finished')
  await house.studio.close()

  expect(killed).toBeGreaterThanOrEqual(5)
  const [a, b] = await Promise.all([whole.id, broken.id].map((id) => outcome(join(folder.path, 'runs', id))))
  expect(b!.metrics).toEqual(a!.metrics)
  expect(b!.weights.equals(a!.weights)).toBe(true)
})

/** What must be the same: all but times. */
async function outcome(folder: string) {
  const lines = (await new Journal(folder).read()).filter((line) => line.t === 'step' || line.t === 'epoch')
  const { last } = await readRun(folder)
  return {
    metrics: lines.map(({ imagesPerSecond: _speed, ...line }) => (line.t === 'epoch' ? { ...line, seconds: 0 } : line)),
    weights: await readFile(weightsFile(folder, last!.step)),
  }
}
