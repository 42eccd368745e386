import { createInterface } from 'node:readline'

/** What a step gives: its loss, and where it is known the milliseconds that it spent in native code. */
export interface ServedStep {
  readonly loss: number
  readonly nativeMs?: number
}

/**
 * Serves timed steps to the runner: says the head, then runs a step for each line on standard input and says {ms, cpuMs, peakMB, loss},
 * and jsMs, the time outside native code, where that is known. All are lines of JSON, as test/bench/torch_step.py says them.
 */
export async function serve(head: { what: string; parameters: number }, step: () => Promise<ServedStep>): Promise<void> {
  say(head)
  for await (const _request of createInterface({ input: process.stdin })) {
    const start = performance.now()
    const processor = process.cpuUsage()
    const { loss, nativeMs } = await step()
    const { user, system } = process.cpuUsage(processor)
    const ms = performance.now() - start
    const peakMB = (process.resourceUsage().maxRSS * 1024) / 1e6
    say({ ms, cpuMs: (user + system) / 1000, peakMB, loss, ...(nativeMs !== undefined && { jsMs: ms - nativeMs }) })
  }
}

function say(line: object): void {
  process.stdout.write(`${JSON.stringify(line)}\n`)
}
