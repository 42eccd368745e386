import { entryBytes, readArchive } from '#electron/files/archive'
import { posix } from 'node:path'
import { checkLength, knownFiles, officialFolder, type Cifar10Files } from './files'

/** The official archive unpacks to 184 MB in 9 members; what goes beyond this is not it, and might not end for hours. */
const limits = { bytes: 500e6, entries: 10_000 }

/** The known files in an archive, at its top or in the folder of the official name; other members are passed over. Nothing is written. */
export async function archiveFiles(path: string): Promise<Cifar10Files> {
  const files: Cifar10Files = new Map()
  for await (const entry of readArchive(path, { limits })) {
    const { dir, base } = posix.parse(entry.name)
    if (!knownFiles.includes(base) || (dir !== '' && dir !== officialFolder)) continue
    checkLength(base, entry.size)
    files.set(base, await entryBytes(entry))
  }
  return files
}
