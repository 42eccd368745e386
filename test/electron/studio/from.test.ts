import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { readSafetensors } from '#electron/formats/safetensors'
import { temporaryFolder } from '../../helpers/studio'
import { openHouse, smallTraining, type House } from './house'
import { spoken } from '#shared/base/phrase'
import { StudioProblem } from '#shared/base/problem'
import type { TrainingRequest } from '#shared/contract/train'

/** The first loss that the learning-rate finder sees, at a rate that moves nothing. */
function firstLoss({ client }: House, request: TrainingRequest): Promise<number> {
  return new Promise((found, fail) => {
    let first = NaN
    client.train.findRate({ ...request, lowest: 1e-12, highest: 1e-11, steps: 10 }, {
      snapshot: () => undefined,
      event(event) {
        if (event.type === 'swept' && event.step === 1) first = event.loss
      },
      ended: (problem) => (problem ? fail(new StudioProblem(problem)) : found(first)),
    })
  })
}

it("the learning-rate finder begins with a run's weights where a training would", async () => {
  await using folder = await temporaryFolder()
  const house = await openHouse(folder.path)
  const request = smallTraining({ epochs: 2, batch: 32 }, 320)
  const { id } = await house.client.train.start(request)
  await house.until(id, ({ state }) => state === 'finished')
  const from = { from: 'run', id, which: 'last' } as const
  const [random, begun] = [await firstLoss(house, request), await firstLoss(house, { ...request, from })]
  await house.studio.close()
  expect(begun).toBeLessThan(random - 0.1)
})

it("a run started from another's best weights, and its duplicate, need neither that run nor its files any more", async () => {
  await using folder = await temporaryFolder()
  const house = await openHouse(folder.path)
  const request = smallTraining({ epochs: 1, batch: 32 }, 96)
  const first = await house.client.train.start({ ...request, name: 'first' })
  await house.until(first.id, ({ state }) => state === 'finished')

  const from = { from: 'run', id: first.id, which: 'best' } as const
  const second = await house.client.train.start({ ...request, name: 'second', from })
  const { start } = await house.until(second.id, ({ state }) => state === 'finished')
  expect(start).toMatchObject({ taken: start!.of })
  expect(spoken(start!.name)).toBe('first-1, step 3')
  expect(spoken(start!.words)).toBe(`taken ${start!.of} of ${start!.of}`)

  await house.client.runs.remove({ id: first.id })
  const copy = await house.client.runs.duplicate({ id: second.id })
  await house.client.runs.remove({ id: second.id })
  await house.client.train.goOn({ id: copy.id })
  const again = await house.until(copy.id, ({ state }) => state === 'finished' || state === 'failed')
  expect(again).toMatchObject({ state: 'finished', start })

  const late = await house.client.train.start({ ...request, name: 'late', from })
  const { problem } = await house.until(late.id, ({ state }) => state === 'failed')
  expect(problem).toMatchObject({ code: 'noRun' })
  await house.studio.close()

  const weights = async (run: string) => readSafetensors(await readFile(join(folder.path, run, 'checkpoints', '3', 'weights.safetensors')), run).tensors
  expect(await weights(join('runs', copy.id))).toEqual(await weights(join('trash', second.id)))
}, 120_000)
