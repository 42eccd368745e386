import { existsSync, readdirSync, readFileSync } from 'node:fs'

/** Whether this system tells what its processes take, as Linux does under /proc. */
export const tellsProcesses = existsSync('/proc/self/smaps_rollup')

/** A process and all that it started, and what these started. */
export function treeOf(root: number): number[] {
  const parents = readdirSync('/proc').filter((name) => /^\d+$/.test(name)).map((name) => [Number(name), statOf(Number(name))?.parent] as const)
  const found = [root]
  for (let at = 0; at < found.length; at++) found.push(...parents.filter(([, parent]) => parent === found[at]).map(([pid]) => pid))
  return found
}

/** Milliseconds of a processor that these have taken since they began. */
export function processorTime(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + (statOf(pid)?.milliseconds ?? 0), 0)
}

/** Bytes of memory that these hold, what they share counted once among those who share it. */
export function memoryOf(pids: readonly number[]): number {
  return pids.reduce((sum, pid) => sum + Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0) * 1024, 0)
}

/** The processor's time is told in ticks of a hundredth of a second. */
function statOf(pid: number): { readonly parent: number; readonly milliseconds: number } | undefined {
  const text = read(`/proc/${pid}/stat`)
  const words = text.slice(text.lastIndexOf(')') + 2).split(' ')
  return text ? { parent: Number(words[1]), milliseconds: (Number(words[11]) + Number(words[12])) * 10 } : undefined
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch {
    // It has ended.
    return ''
  }
}
