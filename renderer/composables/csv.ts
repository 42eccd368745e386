/** A line of a table for other programs (RFC 4180); numbers keep all of their digits. */
export function csvLine(cells: readonly (string | number)[]): string {
  const quoted = (word: string) => (/[",\r\n]/.test(word) ? `"${word.replaceAll('"', '""')}"` : word)
  return `${cells.map((cell) => quoted(String(cell))).join(',')}\r\n`
}
