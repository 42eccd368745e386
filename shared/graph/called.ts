/** A layer's name in a sentence: of one line, without control characters, and cut when it is very long; a sign in every language where it has none. */
export function called(name: string): string {
  const line = name.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]+/gu, ' ').trim()
  if (line === '') return '(?)'
  return line.length > 60 ? `${line.slice(0, 57)}…` : line
}
