import { expect, it } from 'vitest'
import { useDesk } from '#renderer/stores/desk'
import { SWEPT, useRateFinder } from '#renderer/stores/rateFinder'
import { settled, storesOver } from '../helpers'

it('finds a rate, takes it into the plan as one step of undo, and tells when the curve is of another network', async () => {
  const { use } = storesOver()
  const [desk, finder] = [use(useDesk), use(useRateFinder)]
  await desk.open()
  await settled()
  const before = desk.plan.learningRate
  finder.find()
  expect(finder.going).toBe(true)
  await settled()
  expect([finder.going, finder.ended, finder.points.length]).toEqual([false, true, SWEPT.steps])
  finder.take()
  expect(desk.plan.learningRate).toBe(0.048)
  expect(finder.isStale).toBe(false)
  desk.undo()
  expect(desk.plan.learningRate).toBe(before)
  desk.startFrom('lenet-5')
  expect(finder.isStale).toBe(true)
})

it('looks from the weights that a training would start from, and tells when these or what rests are others', async () => {
  const { use, asked } = storesOver()
  const [desk, finder] = [use(useDesk), use(useRateFinder)]
  await desk.open()
  const from = { from: 'file', path: '/weights/vgg16_bn.pth' } as const
  desk.change({ from }, 'start')
  finder.find()
  await settled()
  expect(asked.findLast(({ name }) => name === 'findRate')).toMatchObject({ input: { from, ...SWEPT } })
  expect(finder.isStale).toBe(false)
  desk.changePlan({ freeze: [{ layers: ['features'], from: 1, to: 2 }] }, 'rest')
  expect(finder.isStale).toBe(true)
  desk.undo()
  expect(finder.isStale).toBe(false)
  desk.change({ from: undefined }, 'start')
  expect(finder.isStale).toBe(true)
})
