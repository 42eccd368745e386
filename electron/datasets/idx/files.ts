import { entryBytes, readArchive } from '#electron/files/archive'
import { archiveFault } from '#electron/files/archive/fault'
import { fileProblem } from '#electron/files/fileProblem'
import { problem } from '#shared/base/problem'
import { readdir, readFile, stat } from 'node:fs/promises'
import { basename, dirname, join, posix } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import { kindOfPath } from '../path'

/** What a file of such a data set holds, told by its name; `prefix` is what stands before that. */
interface Role {
  readonly prefix: string
  readonly split: 'training' | 'test'
  readonly what: 'images' | 'labels'
}

/** A file that was found, unpacked. */
export interface IdxFile extends Role {
  readonly name: string
  readonly bytes: Uint8Array
}

/** Unpacked: twice as much as the largest known set in this format, all of EMNIST, has. */
const mostBytes = 1e9
const archiveLimits = { bytes: 4e9, entries: 10_000 }

/** What a file of this name holds; undefined when it is none of such a data set. */
export function roleOf(name: string): Role | undefined {
  const [, prefix, set, what] = /^(.*?)(train|t10k)-(images[-.]idx3|labels[-.]idx1)-ubyte(?:\.gz)?$/i.exec(name) ?? []
  if (prefix === undefined || set === undefined || what === undefined) return undefined
  return { prefix, split: set.toLowerCase() === 'train' ? 'training' : 'test', what: what.toLowerCase().startsWith('images') ? 'images' : 'labels' }
}

/**
 * Those files that are wanted, plain or compressed by gzip: out of a folder or the folder `raw` in it, an archive, or beside the one that is named.
 * Throws idxTooLarge, archiveDamaged and the problems of files.
 */
export async function idxFiles(path: string, wanted: (role: Role) => boolean): Promise<IdxFile[]> {
  if ((await kindOfPath(path)) === 'folder') {
    const direct = await filesIn(path, '', wanted)
    return direct.length ? direct : filesIn(join(path, 'raw'), '', wanted)
  }
  const named = roleOf(basename(path))
  return named ? filesIn(dirname(path), named.prefix, wanted) : filesInArchive(path, wanted)
}

async function filesIn(folder: string, prefix: string, wanted: (role: Role) => boolean): Promise<IdxFile[]> {
  const files: IdxFile[] = []
  // In this order a plain file comes before the same one compressed.
  for (const name of (await readdir(folder).catch((): string[] => [])).sort()) {
    const role = roleOf(name)
    if (!role || role.prefix !== prefix || !wanted(role) || isThere(files, role)) continue
    const path = join(folder, name)
    try {
      const found = await stat(path)
      if (!found.isFile()) throw problem('wrongKindOfFile', { path })
      checkLength(name, found.size)
      files.push({ ...role, name, bytes: await unpacked(name, await readFile(path)) })
    } catch (thrown) {
      throw fileProblem(thrown, path)
    }
  }
  return files
}

async function filesInArchive(path: string, wanted: (role: Role) => boolean): Promise<IdxFile[]> {
  const files: IdxFile[] = []
  for await (const entry of readArchive(path, { limits: archiveLimits })) {
    const name = posix.basename(entry.name)
    const role = roleOf(name)
    if (!role || role.prefix !== '' || !wanted(role) || isThere(files, role)) continue
    checkLength(name, entry.size)
    files.push({ ...role, name, bytes: await unpacked(name, await entryBytes(entry)) })
  }
  return files
}

const isThere = (files: readonly IdxFile[], { split, what }: Role) => files.some((each) => each.split === split && each.what === what)

async function unpacked(file: string, bytes: Uint8Array): Promise<Uint8Array> {
  if (!(bytes[0] === 0x1f && bytes[1] === 0x8b)) return bytes
  try {
    return await promisify(gunzip)(bytes, { maxOutputLength: mostBytes })
  } catch (thrown) {
    if (thrown instanceof Error && 'code' in thrown && thrown.code === 'ERR_BUFFER_TOO_LARGE') checkLength(file, Infinity)
    throw archiveFault(file, thrown, undefined)
  }
}

function checkLength(file: string, bytes: number): void {
  if (bytes > mostBytes) throw problem('idxTooLarge', { file, most: mostBytes / 1e6 })
}
