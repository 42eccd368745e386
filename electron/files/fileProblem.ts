import { reasonOf } from '#shared/base/reason'
import { problem, StudioProblem } from '#shared/base/problem'

/** What the system said of a file, as a problem; what is not about files comes back as it is. */
export function fileProblem(thrown: unknown, path: string): unknown {
  if (thrown instanceof StudioProblem || !(thrown instanceof Error) || !('code' in thrown)) return thrown
  switch (thrown.code) {
    case 'ENOSPC':
    case 'EDQUOT':
    case 'EFBIG':
      return problem('diskFull', { path })
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return problem('notAllowed', { path })
    case 'ENOENT':
      return problem('fileMissing', { path })
    case 'ENOTDIR':
    case 'EISDIR':
      return problem('wrongKindOfFile', { path })
    default:
      return problem('fileFailed', { path, reason: reasonOf(thrown) })
  }
}
