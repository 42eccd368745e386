import type { ChildProcessByStdio } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'
import { setTimeout as wait } from 'node:timers/promises'

/** What a process said by when it ended, or was killed so many milliseconds after its first word; and how long it went on after that word. */
export async function saidUntilKilled(child: ChildProcessByStdio<null, Readable, null>, killAfter?: number): Promise<{ said: string[]; milliseconds: number }> {
  const ended = once(child, 'close')
  let text = ''
  const begun = new Promise<void>((resolve) => child.stdout.setEncoding('utf8').on('data', (more: string) => { text += more; resolve() }))
  await Promise.race([begun, ended])
  const start = performance.now()
  if (killAfter !== undefined) {
    await Promise.race([wait(killAfter), ended])
    child.kill('SIGKILL')
  }
  await ended
  return { said: text.trim().split('\n'), milliseconds: performance.now() - start }
}
