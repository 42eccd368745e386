import { phrase, type Phrase } from '#shared/base/phrase'
import { getFileNameLowLevel, openPromise, type Entry, type ZipFile } from 'yauzl'
import type { Member } from '../archive'

/** The members of a zip in the order of its directory. */
export async function* zipMembers(path: string): AsyncGenerator<Member, void, undefined> {
  // Names are decoded here: the library's own check ends with a word that does not tell the name.
  const zip = await openPromise(path, { lazyEntries: true, decodeStrings: false, autoClose: false })
  try {
    for await (const entry of zip.eachEntry()) yield member(zip, entry)
  } finally {
    zip.close()
  }
}

function member(zip: ZipFile, entry: Entry): Member {
  const name = getFileNameLowLevel(entry.generalPurposeBitFlag, entry.fileNameRaw, entry.extraFields, false)
  return { name, size: entry.uncompressedSize, folder: name.endsWith('/'), refused: whyRefused(entry), content: contentOf(zip, entry) }
}

/** Opens the stream only when it is read. */
async function* contentOf(zip: ZipFile, entry: Entry): AsyncGenerator<Uint8Array> {
  yield* (await zip.openReadStreamPromise(entry)) as AsyncIterable<Uint8Array>
}

/** The upper half of the attributes are those of a file of Unix when the archive was made there; else they say nothing. */
function whyRefused(entry: Entry): Phrase | undefined {
  if (entry.isEncrypted()) return phrase('lockedByPassword')
  const kind = (entry.externalFileAttributes >>> 16) & 0o170000
  const madeOnUnix = entry.versionMadeBy >>> 8 === 3 || entry.versionMadeBy >>> 8 === 19
  if (!madeOnUnix || kind === 0 || kind === 0o100000 || kind === 0o040000) return undefined
  return phrase(kind === 0o120000 ? 'isSymbolicLink' : 'isDevice')
}
