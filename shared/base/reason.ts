import { phrase, type Phrase } from './phrase'
import type { systemPhrases } from './phrases/system'

/** A cause that needs no detail. */
type Cause = { [C in keyof typeof systemPhrases]: Parameters<(typeof systemPhrases)[C]> extends [] ? C : never }[keyof typeof systemPhrases]

/** Codes of Node and of its fetch, names of a browser's faults, and what Chromium calls those of the network. */
const causes: Readonly<Record<string, Cause>> = {
  ENOENT: 'notThere', NotFoundError: 'notThere', EEXIST: 'alreadyThere',
  EACCES: 'notPermitted', EPERM: 'notPermitted', NotAllowedError: 'notPermitted', NoModificationAllowedError: 'notPermitted', SecurityError: 'notPermitted', EROFS: 'readOnlyDisk',
  ENOSPC: 'noSpace', EDQUOT: 'noSpace', EFBIG: 'noSpace', QuotaExceededError: 'noSpace',
  EBUSY: 'inUse', ETXTBSY: 'inUse', EIO: 'diskFault', EMFILE: 'tooManyOpen', ENFILE: 'tooManyOpen', ENAMETOOLONG: 'nameTooLong', ELOOP: 'linksInCircles',
  ENOTEMPTY: 'folderNotEmpty', ENOTDIR: 'noFolder', EISDIR: 'isFolder', ENXIO: 'deviceGone', ENODEV: 'deviceGone', ENOMEM: 'noMemory',
  ENOTFOUND: 'nameNotFound', EAI_AGAIN: 'nameNotFound', ECONNREFUSED: 'connectionRefused',
  ECONNRESET: 'connectionBroke', ECONNABORTED: 'connectionBroke', EPIPE: 'connectionBroke', UND_ERR_SOCKET: 'connectionBroke',
  ETIMEDOUT: 'noAnswerInTime', UND_ERR_CONNECT_TIMEOUT: 'noAnswerInTime', UND_ERR_HEADERS_TIMEOUT: 'noAnswerInTime', UND_ERR_BODY_TIMEOUT: 'noAnswerInTime',
  ENETUNREACH: 'noNetwork', EHOSTUNREACH: 'noNetwork', ENETDOWN: 'noNetwork',
  SELF_SIGNED_CERT_IN_CHAIN: 'certificateUntrusted', DEPTH_ZERO_SELF_SIGNED_CERT: 'certificateUntrusted', UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'certificateUntrusted',
  UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'certificateUntrusted', CERT_HAS_EXPIRED: 'certificateUntrusted', ERR_TLS_CERT_ALTNAME_INVALID: 'certificateUntrusted',
  ERR_NAME_NOT_RESOLVED: 'nameNotFound', ERR_CONNECTION_REFUSED: 'connectionRefused', ERR_CONNECTION_TIMED_OUT: 'noAnswerInTime', ERR_TIMED_OUT: 'noAnswerInTime',
  ERR_CONNECTION_RESET: 'connectionBroke', ERR_CONNECTION_CLOSED: 'connectionBroke', ERR_NETWORK_CHANGED: 'connectionBroke',
  ERR_INTERNET_DISCONNECTED: 'noNetwork', ERR_ADDRESS_UNREACHABLE: 'noNetwork',
  ERR_CERT_AUTHORITY_INVALID: 'certificateUntrusted', ERR_CERT_DATE_INVALID: 'certificateUntrusted', ERR_CERT_COMMON_NAME_INVALID: 'certificateUntrusted',
}

/** Why something failed: in our words where its code is known, else what was said, as a quotation. */
export function reasonOf(thrown: unknown): Phrase {
  return knownReason(thrown) ?? quoted(thrown instanceof Error ? thrown.message : String(thrown))
}

/** The same, or nothing where its code is not known. */
export function knownReason(thrown: unknown): Phrase | undefined {
  if (!(thrown instanceof Error)) return undefined
  const cause = [codeOf(thrown), thrown.name].find((word) => word !== undefined && Object.hasOwn(causes, word))
  return cause === undefined ? undefined : phrase(causes[cause]!)
}

/** What a program or library said, marked as theirs: its first line, which is what a sentence can hold. */
export function quoted(text: string): Phrase {
  const first = text.split('\n').map((line) => line.trim()).find(Boolean) ?? ''
  return phrase('quoted', { text: first.replace(/\.$/, '') })
}

/** Chromium's faults have no code, but it is what their message begins with. */
function codeOf(thrown: Error): string | undefined {
  return 'code' in thrown && typeof thrown.code === 'string' ? thrown.code : /^net::(ERR_\w+)/.exec(thrown.message)?.[1]
}
