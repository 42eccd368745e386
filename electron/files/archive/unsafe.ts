/** Why a member's name may not be taken, in words; nothing when it may. Backslashes count as slashes: on Windows they are. */
export function whyUnsafe(name: string): string | undefined {
  const parts = name.split(/[/\\]/)
  if (parts.includes('..')) return 'its name leads outside of the archive'
  if (parts[0] === '' || /^[A-Za-z]:/.test(name)) return 'its name is an absolute path'
  if (/\p{Cc}/u.test(name)) return 'its name has control characters'
  return undefined
}
