import { usePaced } from '#renderer/composables/paced'
import { mount } from '@vue/test-utils'
import { defineComponent, h, KeepAlive, nextTick, ref } from 'vue'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.restoreAllMocks()
  vi.useRealTimers()
})

/** A number in a place of the window, drawn at its pace; a smaller one is urgent, and each frame takes so many milliseconds. */
function paced(took: number) {
  const value = ref(0)
  const isOpen = ref(true)
  const shown: number[] = []
  let spent = 0
  const now = performance.now.bind(performance)
  vi.spyOn(performance, 'now').mockImplementation(() => now() + spent)
  vi.spyOn(globalThis, 'requestAnimationFrame').mockImplementation((frame) => {
    setTimeout(() => {
      frame(performance.now())
      spent += took
    })
    return 0
  })
  const place = defineComponent(() => {
    const drawn = usePaced(() => value.value, (before, after) => after < before)
    return () => void shown.push(drawn.value)
  })
  const window = mount(defineComponent(() => () => h(KeepAlive, () => (isOpen.value ? h(place) : undefined))))
  const set = async <T>(what: { value: T }, to: T) => {
    what.value = to
    await nextTick()
    await vi.advanceTimersByTimeAsync(1)
  }
  return { shown, draw: (to: number) => set(value, to), open: (to: boolean) => set(isOpen, to), [Symbol.dispose]: () => window.unmount() }
}

it('draws at once what comes after a rest, and what comes in it when that is over, the newest alone', async () => {
  using place = paced(2)
  for (const number of [1, 2, 3]) await place.draw(number)
  expect(place.shown).toEqual([0, 1])
  await vi.advanceTimersByTimeAsync(700)
  expect(place.shown).toEqual([0, 1, 3])
})

it('rests the longer the longer drawing takes, but no longer than three seconds', async () => {
  using place = paced(1000)
  for (const number of [1, 2]) await place.draw(number)
  await vi.advanceTimersByTimeAsync(2500)
  expect(place.shown).toEqual([0, 1])
  await vi.advanceTimersByTimeAsync(600)
  expect(place.shown).toEqual([0, 1, 2])
})

it('draws at once what is urgent', async () => {
  using place = paced(2)
  for (const number of [5, 1]) await place.draw(number)
  expect(place.shown).toEqual([0, 5, 1])
})

it('draws nothing while the window is hidden or the place is left, and the newest when it is seen again', async () => {
  using place = paced(2)
  const hidden = vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  for (const number of [6, 7]) await place.draw(number)
  expect(place.shown).toEqual([0])
  hidden.mockRestore()
  document.dispatchEvent(new Event('visibilitychange'))
  await vi.advanceTimersByTimeAsync(1)
  expect(place.shown).toEqual([0, 7])

  await vi.advanceTimersByTimeAsync(3000)
  await place.open(false)
  for (const number of [8, 9]) await place.draw(number)
  expect(place.shown).toEqual([0, 7])
  await place.open(true)
  expect(place.shown.at(-1)).toBe(9)
})
