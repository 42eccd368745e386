import { entryBytes, readArchive } from '#electron/files/archive'
import { posix } from 'node:path'
import { checkLength, filesOf, type CifarFiles, type CifarKind } from './kinds'

/** The official archives unpack to 184 MB in 9 members at most; what goes beyond this is not one, and might not end for hours. */
const limits = { bytes: 500e6, entries: 10_000 }

/** The known files in an archive, at its top or in the folder of the official name; other members are passed over. Nothing is written. */
export async function archiveFiles(kind: CifarKind, path: string): Promise<CifarFiles> {
  const known = filesOf(kind)
  const files: CifarFiles = new Map()
  for await (const entry of readArchive(path, { limits })) {
    const { dir, base } = posix.parse(entry.name)
    if (!known.includes(base) || (dir !== '' && dir !== kind.folder)) continue
    checkLength(kind, base, entry.size)
    files.set(base, await entryBytes(entry))
  }
  return files
}
