import { expect, it } from 'vitest'
import { layerDifferences, useCompared } from '#renderer/stores/compared'
import { useRuns } from '#renderer/stores/runs'
import { presets } from '#shared/presets/index'
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
  expect([compared.firstEpochs.length, compared.secondEpochs.length]).toEqual([30, 30])
})

it('names the layers that two networks do not share, or set otherwise', () => {
  const first = presets['lenet-5'].build(32, 10)
  const conv = first.nodes.find(({ kind }) => kind === 'conv2d')!
  const second = { ...first, nodes: [...first.nodes.slice(0, -1).map((node) => (node === conv ? { ...node, params: { ...node.params, outChannels: 7 } } : node)), { ...first.nodes.at(-1)!, name: 'other' }] }
  expect(layerDifferences(first, second)).toEqual([{ name: conv.name, how: 'changed' }, { name: first.nodes.at(-1)!.name, how: 'first' }, { name: 'other', how: 'second' }])
  expect(layerDifferences(first, first)).toEqual([])
})
