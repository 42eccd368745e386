import { readCheckpoint, weightsFile } from '#electron/runs/checkpoint'
import { Journal } from '#electron/runs/journal'
import { readRun } from '#electron/runs/record'
import { random } from '#shared/base/random'
import { chain } from '#shared/presets/chain'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../helpers/studio'
import { openHouse, smallTraining } from './house'

/** How often it is killed: `npm run bench -- kills` asks for more than the tests do. */
const KILLS = Number(process.env.VGG_STUDIO_KILLS ?? 20)

/**
 * All that a step hangs on, in as little time as can be: weights that are averaged in passing, masks that are drawn anew for each step, an optimizer with a
 * memory. A kill is then mostly the start of another process.
 */
const graph = chain('small', [
  ['input', 'input', { channels: 3, height: 32, width: 32 }],
  ['conv', 'conv2d', { filters: 8, stride: [2, 2] }], ['norm', 'batchNorm'], ['relu', 'relu'], ['pool', 'maxPool'],
  ['flatten', 'flatten'], ['dropout', 'dropout', { rate: 0.3 }], ['fc', 'dense', { units: 10 }],
])

it('a run that was killed again and again, at any moment, has the metrics and weights of one that never was, and at no time a torn checkpoint', async () => {
  await using folder = await temporaryFolder()
  const request = { ...smallTraining({ epochs: Math.ceil(KILLS / 2) }, 1280), graph }
  const house = await openHouse(folder.path, { saveEvery: 0.1 })
  const whole = await house.client.train.start(request)
  await house.until(whole.id, ({ state }) => state === 'finished')

  const broken = await house.client.train.start(request)
  const place = join(folder.path, 'runs', broken.id)
  const chance = random(Date.now() % 2 ** 31)
  const goneOnFrom = new Set<number>()
  let kills = 0
  // From the journal itself: what windows are told is gathered first.
  const stepsDone = async () => (await new Journal(place).read()).findLast((line) => line.t === 'step')?.step ?? 0
  const kill = async (within: number) => {
    await pause(chance.below(within))
    house.trainers.at(-1)!.kill()
    kills++
  }
  for (;;) {
    const { state, problem } = await house.until(broken.id, (now) => ['running', 'cutOff', 'finished'].includes(now.state))
    if (state === 'finished') break
    if (state === 'cutOff') {
      expect(problem?.code).toBe('trainerDied')
      goneOnFrom.add(await lastSaved(place))
      await house.client.train.goOn({ id: broken.id })
      // Some are killed before they are even ready.
      if (kills % 4 === 0 && kills < KILLS) await kill(400)
    } else if (kills < KILLS) {
      const goal = (await stepsDone()) + chance.below(40)
      while ((await stepsDone()) < goal && house.told.summaries.findLast(({ id }) => id === broken.id)!.state === 'running') await pause(5)
      await kill(40)
      await house.until(broken.id, (now) => now.state === 'cutOff' || now.state === 'finished')
    } else await house.until(broken.id, (now) => now.state === 'finished')
  }
  await house.studio.close()

  expect(kills).toBeGreaterThanOrEqual(KILLS / 2)
  expect(goneOnFrom.size).toBeGreaterThan(2)
  const [a, b] = await Promise.all([join(folder.path, 'runs', whole.id), place].map(outcome))
  expect(b!.metrics).toEqual(a!.metrics)
  expect(b!.weights.equals(a!.weights)).toBe(true)
}, KILLS * 15_000)

/** The step of the last checkpoint, 0 where there is none; all that the run's record points to must be whole. */
async function lastSaved(folder: string): Promise<number> {
  const run = await readRun(folder)
  await new Journal(folder).read()
  for (const pointer of [run.best, run.last]) if (pointer) await readCheckpoint(folder, pointer.step)
  return run.last?.step ?? 0
}

/** What must be the same: all but times. */
async function outcome(folder: string) {
  const lines = (await new Journal(folder).read()).filter((line) => line.t === 'step' || line.t === 'epoch')
  const { last } = await readRun(folder)
  return {
    metrics: lines.map(({ imagesPerSecond: _speed, ...line }) => (line.t === 'epoch' ? { ...line, seconds: 0 } : line)),
    weights: await readFile(weightsFile(folder, last!.step)),
  }
}
