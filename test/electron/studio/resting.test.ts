import { Resting } from '#electron/studio/resting'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

it('a process rests a while after its last work, however that ended, and not while there is more', () => {
  const rest = vi.fn()
  const resting = new Resting(rest, 1000)
  const [one, other] = [new AbortController(), new AbortController()]
  const end = resting.begin(one.signal)
  resting.begin(other.signal)
  end()
  end()
  vi.advanceTimersByTime(5000)
  expect(rest).not.toHaveBeenCalled()
  other.abort()
  vi.advanceTimersByTime(900)
  const again = resting.begin(new AbortController().signal)
  vi.advanceTimersByTime(5000)
  expect(rest).not.toHaveBeenCalled()
  again()
  vi.advanceTimersByTime(1000)
  expect(rest).toHaveBeenCalledTimes(1)
})
