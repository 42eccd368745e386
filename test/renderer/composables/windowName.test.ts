import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { windowName } from '#renderer/composables/windowName'

/** Locks of one browser: what a page asks for while another holds it is given up in the end. */
let taken: Set<string>
beforeEach(() => {
  taken = new Set()
  vi.spyOn(navigator.locks, 'request').mockImplementation(((name: string, _options: object, held: () => unknown) => {
    if (taken.has(name)) return Promise.reject(new DOMException('It took too long.', 'TimeoutError'))
    taken.add(name)
    return held()
  }) as never)
  sessionStorage.clear()
})
afterEach(() => vi.restoreAllMocks())

it('is the same for a tab that is taken back, and another for another tab', async () => {
  const first = await windowName()
  expect(first.like).toBeUndefined()
  taken.clear()
  expect(await windowName()).toEqual(first)
  sessionStorage.clear()
  expect((await windowName()).window).not.toBe(first.window)
})

it('is the same after a reload whose former page has not let go yet', async () => {
  const first = await windowName()
  vi.spyOn(performance, 'getEntriesByType').mockReturnValue([{ type: 'reload' }] as never)
  vi.mocked(navigator.locks.request).mockReturnValue(new Promise(() => undefined))
  expect(await windowName()).toEqual(first)
})

it('is a new one for a tab that was duplicated, which is like the first at its beginning', async () => {
  const first = await windowName()
  const second = await windowName()
  expect(second.window).not.toBe(first.window)
  expect(second.like).toBe(first.window)
  taken.clear()
  expect(await windowName()).toEqual({ window: second.window })
})
