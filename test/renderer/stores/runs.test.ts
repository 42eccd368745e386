import { expect, it } from 'vitest'
import { speaksOf, useRuns } from '#renderer/stores/runs'
import { summaryOf } from '../fake/runs'
import { settled, storesOver } from '../helpers'

async function runsOver() {
  const stores = storesOver()
  const runs = stores.use(useRuns)
  await settled()
  return { ...stores, runs }
}

it('finds runs by words of their name, network, data and note, and by whole tags', () => {
  const run = summaryOf(12, 'finished', { note: 'step schedule', tags: ['best', 'sweep-1'] })
  for (const words of ['', 'run 12', 'VGG', 'cifar step', '#best', 'step #sweep-1']) expect(speaksOf(run, words)).toBe(true)
  for (const words of ['resnet', '#sweep', '#best cosine']) expect(speaksOf(run, words)).toBe(false)
})

it('shows only runs in one state, and offers the states that there are', async () => {
  const { runs } = await runsOver()
  expect(runs.states).toEqual(['running', 'finished', 'stopped', 'cutOff', 'failed'])
  runs.onlyState = 'finished'
  expect(runs.found.map(({ id }) => id)).toEqual(['run-13', 'run-12'])
  runs.sought = 'augmentation'
  expect(runs.found.map(({ id }) => id)).toEqual(['run-13'])
})

it('takes a name, tags and a note, and tells the studio of what changed alone', async () => {
  const { runs, asked } = await runsOver()
  await runs.describe('run-13', { tags: ['keep'] })
  await settled()
  expect(asked.at(-1)).toMatchObject({ name: 'describe', input: { id: 'run-13', tags: ['keep'] } })
  expect(runs.all!.find(({ id }) => id === 'run-13')).toMatchObject({ name: 'Run 13', tags: ['keep'], note: 'no augmentation' })
})

it('duplicates a run and shows the copy, which has not begun and can be started', async () => {
  const { runs } = await runsOver()
  await runs.duplicate(runs.all!.find(({ id }) => id === 'run-13')!)
  await settled()
  expect(runs.looked).toMatchObject({ id: 'run-13-copy', state: 'stopped', epochs: { done: 0, of: 30 } })
  expect(runs.canGoOn(runs.looked!)).toBe(true)
})

it('knows the runs that cannot be read, and why, until they are moved to the trash', async () => {
  const problem = { code: 'runUnreadable', sentence: 'about.json does not describe a run: it is not JSON.', hint: 'Take another run.' }
  const { use, asked } = storesOver({ unreadable: [{ id: 'old-1', problem }, { id: 'old-2', problem }] })
  const runs = use(useRuns)
  await settled()
  expect(runs.unreadable.map(({ id }) => id)).toEqual(['old-1', 'old-2'])
  await runs.remove({ id: 'old-1', name: 'old-1' })
  await settled()
  expect(asked.at(-1)).toEqual({ name: 'remove', input: { id: 'old-1' } })
  expect(runs.unreadable.map(({ id }) => id)).toEqual(['old-2'])
})
