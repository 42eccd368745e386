import { expect, it } from 'vitest'
import { layerDifferences, useCompared } from '#renderer/stores/compared'
import { useRuns } from '#renderer/stores/runs'
import { presets } from '#shared/presets/index'
import { summaryOf } from '../fake/runs'
import { settled, storesOver } from '../helpers'

it('lays the run that is looked at beside another, and follows both', async () => {
  const { use } = storesOver()
  const [runs, compared] = [use(useRuns), use(useCompared)]
  await settled()
  expect([compared.first?.id, compared.second?.id]).toEqual(['run-14', 'run-13'])
  compared.choose('run-12')
  runs.chosen = 'run-13'
  await settled()
  expect([compared.first?.id, compared.second?.id]).toEqual(['run-13', 'run-12'])
  expect(compared.all.map(({ id }) => compared.epochsOf(id).length)).toEqual([30, 30])
  runs.chosen = 'run-14'
  await settled()
  expect(compared.all.map(({ id }) => compared.epochsOf(id).length)).toEqual([6, 30])
})

it('lays up to six runs over each other, each in a colour of its own, the oldest choice making room', async () => {
  const { use } = storesOver({ runs: Array.from({ length: 9 }, (_, i) => summaryOf(i + 1, 'finished')) })
  const [runs, compared] = [use(useRuns), use(useCompared)]
  runs.chosen = 'run-1'
  await settled()
  for (const id of ['run-2', 'run-3', 'run-1', 'run-4']) compared.toggle(id)
  expect(compared.all.map(({ id }) => id)).toEqual(['run-1', 'run-2', 'run-3', 'run-4'])
  compared.toggle('run-3')
  for (const id of ['run-5', 'run-6', 'run-7', 'run-8']) compared.toggle(id)
  await settled()
  expect(compared.all.map(({ id }) => id)).toEqual(['run-1', 'run-4', 'run-5', 'run-6', 'run-7', 'run-8'])
  expect(compared.all.map(({ id }) => compared.colourOf(id))).toEqual(['--k1', '--k2', '--k3', '--k4', '--k5', '--k6'])
  expect(compared.colourOf('run-2')).toBeUndefined()
  expect(compared.all.every(({ id }) => compared.epochsOf(id).length === 30)).toBe(true)
})

it('names the layers that two networks do not share, or set otherwise', () => {
  const first = presets['lenet-5'].build(32, 10)
  const conv = first.nodes.find(({ kind }) => kind === 'conv2d')!
  const second = { ...first, nodes: [...first.nodes.slice(0, -1).map((node) => (node === conv ? { ...node, params: { ...node.params, outChannels: 7 } } : node)), { ...first.nodes.at(-1)!, name: 'other' }] }
  expect(layerDifferences(first, second)).toEqual([{ name: conv.name, how: 'changed' }, { name: first.nodes.at(-1)!.name, how: 'first' }, { name: 'other', how: 'second' }])
  expect(layerDifferences(first, first)).toEqual([])
})
