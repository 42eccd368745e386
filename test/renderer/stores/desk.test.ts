import { expect, it } from 'vitest'
import { nextTick } from 'vue'
import { useDesk } from '#renderer/stores/desk'
import { usePlace } from '#renderer/stores/place'
import { useRuns } from '#renderer/stores/runs'
import { useStudio } from '#renderer/stores/studio'
import { useToasts } from '#renderer/stores/toasts'
import { check } from '#shared/graph/check'
import { presets } from '#shared/presets/index'
import { trainings } from '#shared/trainings/index'
import { settled, storesOver } from '../helpers'

async function desk(beginning: Parameters<typeof storesOver>[0] = {}) {
  const stores = storesOver(beginning)
  const at = stores.use(useDesk)
  const runs = stores.use(useRuns)
  await at.open()
  await settled()
  return { ...stores, at, runs }
}

it('finds what lay on it, and has a first network when there was nothing', async () => {
  expect((await desk()).at.graph.name).toBe('VGG16-BN')
  const { at } = await desk({ desk: { older: true } })
  expect(at.graph).toEqual(presets['vgg16-bn-small'].build(32, 10))
  expect(at.data).toBe('shapes-10')
  expect(at.undoes).toBeUndefined()
})

it('undoes and redoes network, plan and data alike', async () => {
  const { at } = await desk()
  const before = at.now
  at.changePlan({ epochs: 5 }, 'Epochs')
  at.changePlan({ epochs: 50 }, 'Epochs')
  at.startFrom('lenet-5')
  at.chooseData('shapes-10')
  expect(at.undoes).toBe('data set')
  for (let i = 0; i < 3; i++) at.undo()
  expect(at.now).toBe(before)
  for (let i = 0; i < 3; i++) at.redo()
  expect([at.graph.name, at.plan.epochs, at.data]).toEqual(['LeNet-5', 50, 'shapes-10'])
})

it('knows what keeps the network from the data, and cannot train until it is mended', async () => {
  const { at, runs, asked } = await desk()
  expect(runs.canTrain).toBe(true)
  at.change({ graph: presets['lenet-5'].build(32, 7) }, 'other')
  await nextTick()
  expect(at.errors.map(({ code }) => code)).toEqual(['classesDiffer'])
  expect(runs.canTrain).toBe(false)
  await runs.train()
  expect(asked.some(({ name }) => name === 'start')).toBe(false)
  at.edit(at.errors[0]!.fix!.edits, 'fix')
  expect(at.errors).toEqual([])
  at.chooseData('mnist')
  expect(runs.canTrain).toBe(false)
})

it('cannot train by a plan that does not fit the network, and says why until one of them is changed', async () => {
  const { at, runs, asked } = await desk()
  at.changePlan({ freeze: [{ layers: ['features.0'], from: 1, to: 1 }] }, 'rest')
  expect([runs.canTrain, runs.hindrance]).toEqual([true, undefined])
  at.startFrom('resnet-18')
  expect([runs.canTrain, runs.refused?.code, runs.hindrance]).toEqual([false, 'frozenUnknown', expect.stringContaining('features.0')])
  await runs.train()
  expect(asked.some(({ name }) => name === 'start')).toBe(false)
  at.changePlan({ freeze: [] }, 'rest')
  expect([runs.canTrain, runs.hindrance]).toEqual([true, undefined])
})

it('starts what lies on it, and shows the run', async () => {
  const { at, runs, asked } = await desk({ runs: [] })
  at.changePlan({ epochs: 4 }, 'Epochs')
  await runs.train()
  await settled()
  expect(asked.find(({ name }) => name === 'start')?.input).toMatchObject({ data: 'cifar-10', plan: { epochs: 4 } })
  expect(runs.looked?.id).toBe('run-15')
  await runs.pause('run-15')
  await settled()
  expect(runs.going?.state).toBe('paused')
})

it('offers to take a removed run back', async () => {
  const { runs, use, asked } = await desk()
  const toasts = use(useToasts)
  await runs.remove(runs.all!.find(({ id }) => id === 'run-12')!)
  await settled()
  expect(runs.all!.some(({ id }) => id === 'run-12')).toBe(false)
  expect(toasts.shown.at(-1)).toMatchObject({ text: 'Run 12 moved to trash' })
  toasts.shown.at(-1)!.action!.run()
  await settled()
  expect(asked.at(-1)).toEqual({ name: 'restore', input: { id: 'run-12' } })
})

it('is found again with its file and with where the person was, and a file that was wanted meanwhile leads elsewhere', async () => {
  const first = await desk()
  const place = first.use(usePlace)
  first.at.put(presets['lenet-5'].build(32, 10), { name: 'mine.vggs', path: '/home/me/mine.vggs', graph: presets['lenet-5'].build(32, 10) })
  place.go('model')
  Object.assign(place, { modelSide: 'code', trainView: 'compare', run: 'run-12', sideWidth: 300, sideOpen: false })
  await settled()
  first.at.rename('Mine')
  window.dispatchEvent(new Event('pagehide'))
  await settled()
  const { desk: written } = await first.use(useStudio).client.app.readDesk({ window: 'any' })

  const again = await desk({ desk: written })
  expect([again.at.graph.name, again.at.file, again.at.undoes]).toEqual(['Mine', { name: 'mine.vggs', path: '/home/me/mine.vggs', graph: presets['lenet-5'].build(32, 10) }, undefined])
  expect(again.use(usePlace)).toMatchObject({ now: 'model', modelSide: 'code', trainView: 'compare', sideWidth: 300, sideOpen: false })
  expect(again.runs.looked?.id).toBe('run-12')

  const stores = storesOver({ desk: written })
  stores.use(usePlace).go('settings')
  await stores.use(useDesk).open()
  expect(stores.use(usePlace).now).toBe('settings')

  const copy = await desk({ desk: written, copied: true })
  expect([copy.at.graph.name, copy.use(usePlace).now]).toEqual(['Mine', undefined])
})

it('brings a whole training for a data set, which holds some pictures out where there are none to test on', async () => {
  const { at } = await desk()
  const set = at.dataSet!
  expect(at.withTraining('fast-94', set).plan).toBe(trainings['fast-94'].plan)
  const own = at.withTraining('fast-94', { ...set, id: 'own', classes: ['a', 'b'], counts: { training: 45, test: 0 } })
  expect(own).toMatchObject({ data: 'own', plan: { ...trainings['fast-94'].plan, holdOut: 0.1 } })
  expect(check(own.graph).classes).toBe(2)
})
