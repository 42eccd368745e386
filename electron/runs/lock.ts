import { fileProblem } from '#electron/files/fileProblem'
import { problem } from '#shared/base/problem'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Takes a run for this process; gives back how to release it. Throws runInUse while another living process has it. */
export function lockRun(folder: string): () => void {
  const file = join(folder, 'lock')
  const release = () => rmSync(file, { force: true })
  for (;;) {
    try {
      writeFileSync(file, String(process.pid), { flag: 'wx' })
      return release
    } catch (thrown) {
      if (!(thrown instanceof Error && 'code' in thrown && thrown.code === 'EEXIST')) throw fileProblem(thrown, file)
    }
    const holder = holderOf(folder)
    if (holder !== undefined) throw problem('runInUse', { folder, pid: holder })
    // Whoever had it was killed.
    release()
  }
}

/** The process that trains this run, when it lives. */
export function holderOf(folder: string): number | undefined {
  let holder: number
  try {
    holder = Number(readFileSync(join(folder, 'lock'), 'utf8'))
  } catch {
    return undefined
  }
  return isAlive(holder) ? holder : undefined
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (thrown) {
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}
