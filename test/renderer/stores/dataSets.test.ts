import { expect, it } from 'vitest'
import { useDataSets } from '#renderer/stores/dataSets'
import { useToasts } from '#renderer/stores/toasts'
import { settled, storesOver } from '../helpers'

it('says when a download goes on for another window, and nothing when it stops', async () => {
  const stores = storesOver()
  const [sets, toasts] = [stores.use(useDataSets), stores.use(useToasts)]
  await settled()
  await sets.cancel('mnist')
  expect(toasts.shown).toEqual([])
  await sets.cancel('cifar-100')
  expect(toasts.shown.map(({ text }) => text)).toEqual(['Another window asked for it too: it goes on for that one.'])
})
