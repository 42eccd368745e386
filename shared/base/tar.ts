import { utf8 } from './utf8'

/** All of a tar archive is laid out in blocks of so many bytes. */
const block = 512
/** Octal digits of a size in a header. */
const mostInHeader = 0o77777777777

/**
 * What stands in a tar archive before the bytes of a file: its header, and one of the POSIX form (pax) before that where the name is long or not
 * in English letters, or the file larger than 8 GiB. (IEEE Std 1003.1, pax interchange format.)
 */
export function tarHeader(name: string, size: number): Uint8Array<ArrayBuffer> {
  const bytes = utf8(name)
  const records = [...(bytes.length > 99 || /[^ -~]/.test(name) ? [record('path', name)] : []), ...(size > mostInHeader ? [record('size', String(size))] : [])]
  const plain = header(bytes.subarray(0, 99), Math.min(size, mostInHeader), '0')
  if (!records.length) return plain
  const said = joined(records)
  return joined([header(utf8('pax'), said.length, 'x'), said, tarPadding(said.length), plain])
}

/** What stands after the bytes of a file of this size, so that the next begins at a whole block. */
export function tarPadding(size: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((block - (size % block)) % block)
}

/** What stands at an archive's end. */
export const tarEnd = new Uint8Array(2 * block)

/** A header in the form of POSIX.1-1988 (ustar). */
function header(name: Uint8Array, size: number, kind: string): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(block)
  const put = (at: number, text: string) => bytes.set(utf8(text), at)
  const octal = (at: number, value: number, length: number) => put(at, `${value.toString(8).padStart(length, '0')}\0`)
  bytes.set(name)
  octal(100, 0o644, 7)
  octal(108, 0, 7)
  octal(116, 0, 7)
  octal(124, size, 11)
  octal(136, 0, 11)
  put(148, ' '.repeat(8))
  put(156, kind)
  put(257, 'ustar\x0000')
  // The sum is of the header with blanks in the sum's own place.
  octal(148, bytes.reduce((sum, each) => sum + each, 0), 6)
  return bytes
}

/** `<length> <key>=<value>` and an end of line, where the length counts its own digits too. */
function record(key: string, value: string): Uint8Array {
  const rest = utf8(` ${key}=${value}\n`)
  let length = rest.length + 1
  while (String(length).length + rest.length !== length) length = String(length).length + rest.length
  return joined([utf8(String(length)), rest])
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return all
}
