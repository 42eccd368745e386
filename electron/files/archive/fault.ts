import { phrase } from '#shared/base/phrase'
import { problem, StudioProblem } from '#shared/base/problem'
import { fileProblem } from '../fileProblem'

/**
 * What went wrong while an archive was read, as a problem; being told to stop stays what it is. The faults of gzip carry a code that
 * begins with Z_, those of the system another one, those of the readers of tar and zip none.
 */
export function archiveFault(path: string, thrown: unknown, signal: AbortSignal | undefined): unknown {
  if (signal?.aborted) return signal.reason
  if (thrown instanceof StudioProblem) return thrown
  const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : undefined
  if (code?.startsWith('Z_')) return problem('archiveDamaged', { path, reason: phrase('compressionDamaged') })
  if (code !== undefined) return fileProblem(thrown, path)
  return problem('archiveDamaged', { path, reason: phrase('noArchive') })
}
