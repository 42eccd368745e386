import { expect, it } from 'vitest'
import { useDesk } from '#renderer/stores/desk'
import { usePlace } from '#renderer/stores/place'
import { useSettings } from '#renderer/stores/settings'
import { useOpening } from '#renderer/stores/opening'
import { settled, storesOver } from '../helpers'
import { summaryOf } from '../fake/runs'

async function started(beginning: Parameters<typeof storesOver>[0], before?: (place: ReturnType<typeof usePlace>) => void) {
  const { use } = storesOver(beginning)
  const [desk, settings, place] = [use(useDesk), use(useSettings), use(usePlace)]
  use(useOpening)
  before?.(place)
  expect(place.now).not.toBe('start')
  await desk.open()
  await settled()
  return { settings, place }
}

it('is at the first page in a new library, once it is known to be new, and never again when that was left', async () => {
  const { place, settings } = await started({ runs: [], settings: { toured: false } })
  expect(place.now).toBe('start')
  place.go('model')
  await settled()
  expect(settings.chosen.toured).toBe(true)
  expect((await started({ runs: [], settings: { toured: true } })).place.now).toBe('train')
})

it('is at the plan for who has runs', async () => {
  expect((await started({ runs: [summaryOf(1, 'finished')], settings: { toured: false } })).place.now).toBe('train')
})

it('is where a file that was to be opened leads', async () => {
  expect((await started({ runs: [], settings: { toured: false } }, (place) => place.go('model'))).place.now).toBe('model')
})
