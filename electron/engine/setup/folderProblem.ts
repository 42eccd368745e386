import { knownReason } from '#shared/base/reason'
import { problem, StudioProblem } from '#shared/base/problem'

/** What the system says of folders, as a problem of this set-up. */
export function asFolderProblem(thrown: unknown, folder: string): unknown {
  if (thrown instanceof StudioProblem || !(thrown instanceof Error) || !('code' in thrown)) return thrown
  if (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT') return problem('diskFilledUp', { folder })
  const reason = knownReason(thrown)
  return reason ? problem('folderNotWritable', { folder, reason }) : thrown
}
