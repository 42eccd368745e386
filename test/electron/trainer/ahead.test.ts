import { readFile, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { openTensorFlow } from '#electron/engine/tensorflow/engine'
import { train } from '#electron/trainer/train'
import { Wishes } from '#electron/trainer/wishes'
import type { TrainerEvent } from '#shared/contract/trainer'
import { defaultPlan, type Plan } from '#shared/plan/plan'
import { graphOf } from '../../helpers/documents'
import { engineFolder } from '../../helpers/engine'
import { temporaryFolder } from '../../helpers/studio'

// So little to compute that making batches takes most of the time, and so many steps that the thread is started.
const graph = graphOf([['in', 'input', { channels: 1, height: 32, width: 32 }], ['flat', 'flatten'], ['fc', 'dense', { units: 10 }]], 'in>flat', 'flat>fc')
const plan: Plan = { ...defaultPlan, epochs: 12, batch: 16, learningRate: 0.01, augmentation: [{ kind: 'flip', alternating: false }, { kind: 'randAugment', operations: 2, magnitude: 9 }] }

/** Trains with this program for the thread, and gives what must not depend on it. */
async function trained(run: string, batchProgram: string, emit: (event: TrainerEvent, wishes: Wishes) => void = () => undefined) {
  const wishes = new Wishes()
  await train({ kind: 'train', run, data: 'shapes:400', graph, plan, test: false }, {
    engine: openTensorFlow(engineFolder()), device: 'cpu', wishes, batchProgram,
    emit: (event) => emit(event, wishes),
    stopping: () => new Promise((answer) => setImmediate(() => answer(wishes.stop))),
  })
  const lines = (await readFile(join(run, 'metrics.jsonl'), 'utf8')).trim().split('\n').map((line) => JSON.parse(line) as Record<string, unknown>)
  const [last] = (await readdir(join(run, 'checkpoints'))).sort((a, b) => Number(b) - Number(a))
  return {
    metrics: lines.filter(({ t }) => t !== 'event').map(({ seconds: _seconds, imagesPerSecond: _speed, ...line }) => line),
    weights: await readFile(join(run, 'checkpoints', last!, 'weights.safetensors'), 'base64'),
  }
}

it('trains to the same bits with and without a thread that makes batches ahead, and through a pause', async () => {
  await using folder = await temporaryFolder()
  // The program, which says when it is started.
  const [program, mark] = [join(folder.path, 'batches.cjs'), join(folder.path, 'started')]
  await writeFile(program, `require('fs').appendFileSync(${JSON.stringify(mark)}, 'x');${await readFile(join('dist', 'electron', 'batches.cjs'), 'utf8')}`)
  // A program that ends at once: every batch is made on the spot.
  const nobody = join(folder.path, 'nobody.cjs')
  await writeFile(nobody, '')
  const without = await trained(join(folder.path, 'without'), nobody)
  expect(await trained(join(folder.path, 'with'), program)).toEqual(without)

  let paused = 0
  const pausing = await trained(join(folder.path, 'paused'), program, (event, wishes) => {
    if (event.type === 'step' && event.figures.step === 40) wishes.say({ pause: true })
    if (event.type !== 'paused') return
    paused++
    setTimeout(() => wishes.say({ pause: false }), 10)
  })
  expect(paused).toBe(1)
  expect(pausing).toEqual(without)
  // Once for the one, and before and after the pause of the other.
  expect(await readFile(mark, 'utf8')).toMatch(/^xx+$/)
})
