import { phrase, type Phrase } from '#shared/base/phrase'

/** Why a member's name may not be taken; nothing when it may. Backslashes count as slashes: on Windows they are. */
export function whyUnsafe(name: string): Phrase | undefined {
  const parts = name.split(/[/\\]/)
  if (parts.includes('..')) return phrase('leadsOutside')
  if (parts[0] === '' || /^[A-Za-z]:/.test(name)) return phrase('absolutePath')
  if (/\p{Cc}/u.test(name)) return phrase('controlCharacters')
  return undefined
}
