import { expect, it } from 'vitest'
import { useSettings } from '#renderer/stores/settings'
import { tourStops, useTour } from '#renderer/stores/tour'
import { settled, storesOver } from '../helpers'

async function started() {
  const { use } = storesOver({ runs: [], settings: { toured: false } })
  const [settings, tour] = [use(useSettings), use(useTour)]
  await settled()
  return { settings, tour }
}

it('begins when it is asked for, shows its stops in their order, and is remembered as taken at its end', async () => {
  const { tour, settings } = await started()
  expect(tour.stop).toBeUndefined()
  tour.start()
  for (const stop of tourStops) {
    expect(tour.stop).toBe(stop)
    tour.next()
  }
  await settled()
  expect(tour.stop).toBeUndefined()
  expect(settings.chosen.toured).toBe(true)
})

it('is remembered as put away when it is skipped, and can be asked for again', async () => {
  const { tour, settings } = await started()
  tour.start()
  tour.end()
  await settled()
  expect([tour.stop, settings.chosen.toured]).toEqual([undefined, true])
  tour.start()
  expect(tour.stop).toBe('desk')
})
