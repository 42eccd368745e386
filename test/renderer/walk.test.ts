import { expect, it } from 'vitest'
import { check } from '#shared/graph/check'
import { presets, type PresetName } from '#shared/presets/index'
import { drawNetwork, type Placed } from '#renderer/places/model/drawing/drawing'
import { walkedTo } from '#renderer/places/model/drawing/walk'

const drawn = (name: PresetName) => drawNetwork(check(presets[name].build(presets[name].size, 10)), { open: new Set(), width: 916 }).items

it.each(['vgg16-bn', 'lenet-5', 'resnet-18'] as const)('reaches every card of %s with the arrows alone, beginning from nowhere', (name) => {
  const items = drawn(name)
  const reached = new Set<Placed>([walkedTo(items, undefined, 'ArrowDown')!])
  for (const one of reached)
    for (const key of ['ArrowUp', 'ArrowDown', 'ArrowLeft', 'ArrowRight'] as const) {
      const next = walkedTo(items, one, key)
      if (next) reached.add(next)
    }
  expect(reached.size).toBe(items.length)
})

it('goes down a chain layer by layer and up again the same way', () => {
  const items = drawn('vgg16-bn')
  const way = [walkedTo(items, undefined, 'ArrowDown')!]
  for (let next = walkedTo(items, way[0], 'ArrowDown'); next; next = walkedTo(items, next, 'ArrowDown')) way.push(next)
  expect(way).toHaveLength(items.length)
  expect(way.toReversed().slice(0, -1).map((one) => walkedTo(items, one, 'ArrowUp'))).toEqual(way.toReversed().slice(1))
})
