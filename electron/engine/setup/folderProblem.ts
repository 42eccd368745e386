import { problem, StudioProblem } from '#shared/base/problem'

/** What the system says of folders, as a problem of this set-up. */
export function asFolderProblem(thrown: unknown, folder: string): unknown {
  if (thrown instanceof StudioProblem || !(thrown instanceof Error) || !('code' in thrown)) return thrown
  if (thrown.code === 'ENOSPC' || thrown.code === 'EDQUOT') return problem('diskFilledUp', { folder })
  const reasons: Readonly<Record<string, string>> = {
    EACCES: 'you may not write there', EPERM: 'the system does not permit it', EROFS: 'that disk can only be read',
    ENOTDIR: 'a part of that path is a file', EEXIST: 'there is a file with that name', EBUSY: 'it is in use; close what uses the engine',
  }
  const reason = reasons[String(thrown.code)]
  return reason === undefined ? thrown : problem('folderNotWritable', { folder, reason })
}
