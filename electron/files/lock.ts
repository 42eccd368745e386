import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileProblem } from './fileProblem'

/** A lock without a number in it is being written at this moment; after so long whoever began it is gone. */
const mostMillisecondsToWrite = 2000

/** Takes a lock, a file with the number of the process that has it: gives how to release it, or the living process that has it. */
export function takeLock(file: string): { readonly release: () => void } | { readonly holder: number } {
  const own = String(process.pid)
  for (;;) {
    try {
      writeFileSync(file, own, { flag: 'wx' })
      return {
        release() {
          if (read(file) === own) rmSync(file, { force: true })
        },
      }
    } catch (thrown) {
      if (!hasCode(thrown, 'EEXIST')) throw fileProblem(thrown, file)
    }
    const held = read(file)
    if (held === undefined) continue
    if (isAlive(Number(held))) return { holder: Number(held) }
    if (held === '' && isFresh(file)) wait()
    else clear(file)
  }
}

/** The living process that has the lock, if one has it. */
export function lockHolder(file: string): number | undefined {
  const holder = Number(read(file))
  return isAlive(holder) ? holder : undefined
}

/** Whether there is a process of this number. */
export function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return hasCode(thrown, 'EPERM')
  }
}

/** What is in the lock; nothing when it was released just now. */
function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8')
  } catch (thrown) {
    if (hasCode(thrown, 'ENOENT')) return undefined
    throw fileProblem(thrown, file)
  }
}

/** Takes away the lock of a process that is gone. Others may do the same: what was moved aside is looked at again, and put back when somebody has just taken it. */
function clear(file: string): void {
  const aside = `${file}.${process.pid}.old`
  try {
    renameSync(file, aside)
    const moved = read(aside)
    if (isAlive(Number(moved))) linkSync(aside, file)
  } catch (thrown) {
    if (!hasCode(thrown, 'ENOENT') && !hasCode(thrown, 'EEXIST')) throw fileProblem(thrown, file)
  } finally {
    rmSync(aside, { force: true })
  }
}

function isFresh(file: string): boolean {
  try {
    return Date.now() - statSync(file).mtimeMs < mostMillisecondsToWrite
  } catch {
    return false
  }
}

/** A few milliseconds, in which the number is written. */
function wait(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5)
}

function hasCode(thrown: unknown, code: string): boolean {
  return thrown instanceof Error && 'code' in thrown && thrown.code === code
}
