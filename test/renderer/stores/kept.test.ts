import { afterEach, expect, it, vi } from 'vitest'
import { shallowRef } from 'vue'
import { useKept } from '#renderer/stores/kept'
import { useStudio } from '#renderer/stores/studio'
import { useToasts } from '#renderer/stores/toasts'
import { problem } from '#shared/base/problem'
import { settled, storesOver } from '../helpers'

afterEach(() => vi.useRealTimers())

/** A window that keeps a word, and all that it wrote; `away` makes the studio one that is not there. */
async function keeping() {
  const { use } = storesOver({ desk: 'before' })
  const { client, state } = use(useStudio)
  const studio = { away: false, written: [] as unknown[] }
  vi.spyOn(client.app, 'writeDesk').mockImplementation(async ({ desk }) => {
    if (studio.away) throw problem('connectionLost')
    studio.written.push(desk)
    return {}
  })
  const kept = use(useKept)
  const word = shallowRef('first')
  expect(await kept.read()).toEqual({ desk: 'before', copied: false })
  vi.useFakeTimers()
  kept.follow(() => word.value)
  await settled()
  const change = async (now: string) => {
    word.value = now
    await settled()
  }
  return { studio, change, state: state as { value: string }, toasts: use(useToasts) }
}

it('writes a copy at once, so that it is this window\'s own; then each change at once, and the last of many', async () => {
  const { studio, change } = await keeping()
  expect(studio.written).toEqual(['first'])
  await vi.advanceTimersByTimeAsync(1000)
  for (const word of ['second', 'third', 'fourth']) await change(word)
  expect(studio.written).toEqual(['first', 'second'])
  await vi.advanceTimersByTimeAsync(1000)
  expect(studio.written).toEqual(['first', 'second', 'fourth'])
})

it('has the last change written when the page is left or hidden', async () => {
  const { studio, change } = await keeping()
  await change('second')
  window.dispatchEvent(new Event('pagehide'))
  expect(studio.written).toEqual(['first', 'second'])
  await settled()
  await change('third')
  document.dispatchEvent(new Event('visibilitychange'))
  expect(studio.written).toEqual(['first', 'second', 'third'])
  await settled()
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(1000)
  expect(studio.written).toEqual(['first', 'second', 'third'])
})

it('writes what could not be written when the studio is back', async () => {
  const { studio, change, state, toasts } = await keeping()
  studio.away = true
  state.value = 'lost'
  await vi.advanceTimersByTimeAsync(1000)
  await change('second')
  expect(toasts.shown).toHaveLength(1)
  studio.away = false
  state.value = 'connected'
  await settled()
  expect(studio.written).toEqual(['first', 'second'])
})
