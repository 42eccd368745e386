import { constants, copyFileSync, linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { fileProblem } from './fileProblem'

/** Where a file system knows no links, a lock without a number in it is being written at this moment; after so long whoever began it is gone. */
const mostMillisecondsToWrite = 2000

interface Taken {
  readonly release: () => void
}

/** Takes a lock, a file with the number of the process that has it: gives how to release it, or the living process that has it. */
export function takeLock(file: string): Taken | { readonly holder: number } {
  for (;;) {
    if (put(file)) return taken(file)
    const held = read(file)
    if (held === undefined) continue
    if (isAlive(Number(held))) return { holder: Number(held) }
    if (isBeingWritten(file, held)) wait()
    else if (takeOver(file)) return taken(file)
  }
}

function taken(file: string): Taken {
  return {
    release() {
      if (read(file) === String(process.pid)) rmSync(file, { force: true })
    },
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

/** Makes the lock, with its number from the first moment; false when there is one. */
function put(file: string): boolean {
  return withNumber(file, (own) => {
    try {
      linkSync(own, file)
    } catch (thrown) {
      if (hasCode(thrown, 'EEXIST')) throw thrown
      copyFileSync(own, file, constants.COPYFILE_EXCL)
    }
  })
}

/**
 * Takes the lock of a process that is gone; false when somebody else did. One process at a time looks again and puts its own lock in the place of the old
 * one: the lock is never free in between, and none that was taken just now is lost.
 */
function takeOver(file: string): boolean {
  const turn = takeLock(`${file}.turn`)
  if ('holder' in turn) {
    wait()
    return false
  }
  try {
    const held = read(file)
    if (held === undefined || isAlive(Number(held)) || isBeingWritten(file, held)) return false
    return withNumber(file, (own) => renameSync(own, file))
  } finally {
    turn.release()
  }
}

/** Does something with a file beside the lock that has this process's number; false when the lock is there already. */
function withNumber(file: string, act: (own: string) => void): boolean {
  const own = `${file}.${process.pid}.new`
  try {
    writeFileSync(own, String(process.pid))
    act(own)
    return true
  } catch (thrown) {
    if (hasCode(thrown, 'EEXIST')) return false
    throw fileProblem(thrown, file)
  } finally {
    rmSync(own, { force: true })
  }
}

function isBeingWritten(file: string, held: string): boolean {
  if (held !== '') return false
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
