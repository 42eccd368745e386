import { expect, it } from 'vitest'
import { useDesk } from '#renderer/stores/desk'
import { useSettings } from '#renderer/stores/settings'
import { tourStops, useTour } from '#renderer/stores/tour'
import { settled, storesOver } from '../helpers'
import { summaryOf } from '../fake/runs'

async function started(beginning: Parameters<typeof storesOver>[0]) {
  const { use } = storesOver(beginning)
  const [desk, settings, tour] = [use(useDesk), use(useSettings), use(useTour)]
  await settled()
  await desk.open()
  await settled()
  return { settings, tour }
}

it('begins by itself at a first start, and is remembered as taken at its end', async () => {
  const { tour, settings } = await started({ runs: [], settings: { toured: false } })
  for (const stop of tourStops) {
    expect(tour.stop).toBe(stop)
    tour.next()
  }
  await settled()
  expect(tour.stop).toBeUndefined()
  expect(settings.chosen.toured).toBe(true)
})

it('is remembered as put away when it is skipped, and can be asked for again', async () => {
  const { tour, settings } = await started({ runs: [], settings: { toured: false } })
  tour.end()
  await settled()
  expect([tour.stop, settings.chosen.toured]).toEqual([undefined, true])
  tour.start()
  expect(tour.stop).toBe('desk')
})

it('does not begin by itself for whom it was, or who has runs', async () => {
  expect((await started({ runs: [], settings: { toured: true } })).tour.stop).toBeUndefined()
  expect((await started({ runs: [summaryOf(1, 'finished')], settings: { toured: false } })).tour.stop).toBeUndefined()
})
