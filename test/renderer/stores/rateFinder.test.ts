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
