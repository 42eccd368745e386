import { utf8 } from './utf8'

/** So many bytes of UTF-8 fit every file system with room for what is written beside a file. */
const mostBytes = 200
/** Signs that some system has a meaning of its own for, and half characters, which are no text. */
const forbidden = /[\\/:*?"<>|\p{Cc}\p{Cs}]+/gu
/** Names that Windows gives devices, whatever ending they bear. */
const device = /^(con|prn|aux|nul|com\d|lpt\d)(?=\.|$)/i
const loose = /^\s+|[\s.]+$/g

/** A name that every system takes for a file, as near to this one as can be; `otherwise` where nothing of it is left. */
export function fileNameOf(name: string, otherwise: string): string {
  const plain = name.replace(forbidden, '-').replace(loose, '')
  // The end stays, since it tells the kind of file; no character has more than four bytes.
  const short = utf8(plain).length > mostBytes ? [...plain].slice(-mostBytes / 4 + 1).join('').replace(loose, '') : plain
  return short.replace(device, '$1_') || otherwise
}

/** Whether every system takes this for a file's name: no path, no device, nothing that is not a text. */
export function isFileName(name: string): boolean {
  return name !== '' && fileNameOf(name, '') === name
}
