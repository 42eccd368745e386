import type { Library } from '#electron/runs/library'
import { follower } from '#electron/studio/follow'
import { Listeners } from '#electron/studio/listeners'
import type { RunHappening, Turns } from '#electron/studio/turns'
import type { RunNow } from '#shared/contract/runs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'

const now = (step: number): RunNow => ({ state: 'running', doing: '', epoch: 1, epochs: 1, step, steps: 100 })

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

describe('who follows a run', () => {
  /** Follows a run whose steps end so many milliseconds apart; gives when each message was told, and the steps in it. */
  async function told(apart: number, count: number): Promise<{ readonly at: number; readonly steps: number[] }[]> {
    const happenings = new Listeners<RunHappening>()
    const turns = { happenings, summary: () => Promise.resolve({}), nowOf: () => now(0) } as unknown as Turns
    const library = { folderOf: () => join(tmpdir(), 'no-such-run') } as unknown as Library
    const messages: { at: number; steps: number[] }[] = []
    const given = new AbortController()
    const begin = performance.now()
    await follower(library, turns)({ id: 'run-1' }, {
      snapshot: () => undefined,
      event: ({ steps }: { readonly steps?: { readonly step: Iterable<number> } }) => steps && messages.push({ at: performance.now() - begin, steps: [...steps.step] }),
      end: () => undefined,
    } as never, { signal: given.signal } as never)
    for (let step = 1; step <= count; step++) {
      await vi.advanceTimersByTimeAsync(apart)
      happenings.tell({ id: 'run-1', type: 'step', figures: { step, epoch: 1, loss: 1, accuracy: 0.5, learningRate: 0.1, gradientNorm: 1, imagesPerSecond: 100, seconds: 0.1 } as never })
      happenings.tell({ id: 'run-1', type: 'now', now: now(step) })
    }
    await vi.advanceTimersByTimeAsync(1000)
    given.abort()
    return messages
  }

  it('is told each step at once where steps are long', async () => {
    const messages = await told(196, 10)
    expect(messages.map(({ steps }) => steps)).toEqual(Array.from({ length: 10 }, (_, i) => [i + 1]))
    for (const { at, steps } of messages) expect(at - steps[0]! * 196).toBeLessThanOrEqual(20)
  })

  it('is told short steps by the handful, twice a second, and loses none', async () => {
    const messages = await told(50, 40)
    expect(messages.flatMap(({ steps }) => steps)).toEqual(Array.from({ length: 40 }, (_, i) => i + 1))
    expect(messages.length).toBeLessThanOrEqual(2 + 2 * 2.5)
  })
})
