import { fileProblem } from './fileProblem'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'

/** Takes a lock, a file with the number of the process that has it: gives how to release it, or the living process that has it. */
export function takeLock(file: string): { readonly release: () => void } | { readonly holder: number } {
  const release = () => rmSync(file, { force: true })
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return { release }
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw fileProblem(thrown, file)
    }
    const holder = holderOf(file)
    if (holder === undefined) continue
    if (isAlive(holder)) return { holder }
    // Whoever had it was killed.
    release()
  }
}

/** The living process that has the lock, if one has it. */
export function lockHolder(file: string): number | undefined {
  const holder = holderOf(file)
  return holder !== undefined && isAlive(holder) ? holder : undefined
}

/** The process that has the lock; undefined when it was released just now. */
function holderOf(file: string): number | undefined {
  try {
    return Number(readFileSync(file, 'utf8'))
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ENOENT') return undefined
    throw fileProblem(thrown, file)
  }
}

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}
