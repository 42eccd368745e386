import { lockHolder, takeLock } from '#electron/files/lock'
import { problem } from '#shared/base/problem'
import { join } from 'node:path'

/** Takes a run for this process; gives back how to release it. Throws runInUse while another living process has it. */
export function lockRun(folder: string): () => void {
  const lock = takeLock(join(folder, 'lock'))
  if ('holder' in lock) throw problem('runInUse', { folder, pid: lock.holder })
  return lock.release
}

/** The process that trains this run, when it lives. */
export function holderOf(folder: string): number | undefined {
  return lockHolder(join(folder, 'lock'))
}
