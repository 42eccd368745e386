import { tarEnd, tarHeader, tarPadding } from '#shared/base/tar'

/** What was let go over the window: a file, or a folder and the way into it. */
export interface Dropped {
  readonly file: File
  readonly folder?: FileSystemDirectoryEntry
}

/** What can be handed to the studio as one file: its name, and how its bytes are had. */
export interface Handed {
  readonly name: string
  pack(signal: AbortSignal): Promise<Blob>
}

/** A file, and its path from where it was given. */
interface Inside {
  readonly path: string
  readonly file: File
}

/** Files that mean something by themselves: archives, and tables of pictures. */
const alone = /\.(zip|tar|tgz|tar\.gz|csv|tsv)$/i

/** What a drop carries; to be called while its event lasts. */
export function droppedIn(transfer: DataTransfer): readonly Dropped[] {
  return [...transfer.items].flatMap((item): Dropped[] => {
    const file = item.getAsFile()
    const entry = item.webkitGetAsEntry()
    return file ? [{ file, ...(entry?.isDirectory && { folder: entry as FileSystemDirectoryEntry }) }] : []
  })
}

/** What was let go as files to hand over: an archive or a table as it is, a folder packed, and all other files packed into one, which is called `together` where they are several. */
export function handedOf(dropped: readonly Dropped[], together: string): readonly Handed[] {
  const isLoose = ({ file, folder }: Dropped) => !folder && !alone.test(file.name)
  const loose = dropped.filter(isLoose)
  return [
    ...dropped.filter((one) => !isLoose(one)).map(({ file, folder }): Handed => (folder ? { name: folder.name, pack: async (signal) => packed(await filesIn(folder, signal)) } : asIs(file))),
    ...(loose.length ? [{ name: loose.length === 1 ? loose[0]!.file.name : together, pack: () => Promise.resolve(packed(loose.map(({ file }) => ({ path: file.name, file })))) }] : []),
  ]
}

/** The files of a folder that was chosen, each of which tells its path from that folder on. */
export function handedFolder(files: readonly File[]): Handed {
  const inside = files.map((file) => ({ path: file.webkitRelativePath.split('/').slice(1).join('/'), file }))
  return { name: files[0]!.webkitRelativePath.split('/')[0]!, pack: () => Promise.resolve(packed(inside)) }
}

/** A file that needs no packing. */
export function asIs(file: File): Handed {
  return { name: file.name, pack: () => Promise.resolve(file) }
}

/** All files in a folder and those in it. */
async function filesIn(folder: FileSystemDirectoryEntry, signal: AbortSignal, prefix = ''): Promise<readonly Inside[]> {
  signal.throwIfAborted()
  const reader = folder.createReader()
  const found: Inside[] = []
  // A browser tells a part at a time, and in the end nothing.
  for (let entries = await entriesOf(reader); entries.length; entries = await entriesOf(reader)) {
    const inside = await Promise.all(entries.map(async (entry): Promise<readonly Inside[]> => {
      const path = `${prefix}${entry.name}`
      return entry.isDirectory ? await filesIn(entry as FileSystemDirectoryEntry, signal, `${path}/`) : [{ path, file: await fileOf(entry as FileSystemFileEntry) }]
    }))
    for (const files of inside) found.push(...files)
  }
  return found
}

const entriesOf = (reader: FileSystemDirectoryReader) => new Promise<readonly FileSystemEntry[]>((done, fail) => reader.readEntries(done, fail))
const fileOf = (entry: FileSystemFileEntry) => new Promise<File>((done, fail) => entry.file(done, fail))

/** A tar archive of these files. Their bytes stay on the disk until they are sent, however many there are. */
function packed(files: readonly Inside[]): Blob {
  return new Blob([...files.flatMap(({ path, file }) => [tarHeader(path, file.size), file, tarPadding(file.size)]), tarEnd])
}
