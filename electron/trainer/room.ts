import { phrase } from '#shared/base/phrase'
import { plain, StudioProblem } from '#shared/base/problem'
import type { Host } from './host'

/** Milliseconds between looks whether there is room on the disk again. */
const ROOM_EVERY = 2000

/** Writes; where the disk is full, says so and waits until there is room, or until it is to stop: then it throws diskFull. What is in memory stays there. */
export async function withRoom({ wishes, emit }: Host, write: () => void | Promise<void>): Promise<void> {
  for (let told = false; ; told = true) {
    try {
      await write()
      if (told) emit({ type: 'wentOn' })
      return
    } catch (thrown) {
      if (!(thrown instanceof StudioProblem) || thrown.code !== 'diskFull' || wishes.stop) throw thrown
      if (!told) {
        emit({ type: 'note', text: phrase('waitsForRoom', { path: String(thrown.details?.path) }), warning: true })
        emit({ type: 'paused', problem: plain(thrown) })
      }
      await wishes.next(ROOM_EVERY)
    }
  }
}
