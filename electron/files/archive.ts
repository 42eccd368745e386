import { phrase, type Phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { open } from 'node:fs/promises'
import { fileProblem } from './fileProblem'
import { archiveFault } from './archive/fault'
import { tarMembers } from './archive/tar'
import { whyUnsafe } from './archive/unsafe'
import { zipMembers } from './archive/zip'

/** What an archive may hold at most; past it reading stops, however much is still to come. */
export interface ArchiveLimits {
  /** Files and folders together. */
  readonly entries: number
  /** Unpacked, all files together. */
  readonly bytes: number
}

export interface ArchiveOptions {
  readonly limits: ArchiveLimits
  readonly signal?: AbortSignal | undefined
}

/** A file in an archive. */
export interface ArchiveEntry {
  /** Its relative path with slashes; never leads outside. */
  readonly name: string
  /** Bytes unpacked, as the archive announces them. */
  readonly size: number
  /** Its bytes, to be read once and before the next entry is asked for. What is left unread is passed over. */
  readonly content: AsyncIterable<Uint8Array>
}

/** How one kind of archive tells of its members: `refused` is why one is no file or folder. */
export interface Member extends ArchiveEntry {
  readonly folder: boolean
  readonly refused?: Phrase | undefined
}

/** Pictures compress little and zeros by 1,000: what grows by more than this is made to fill the disk. */
const mostRatio = 100
/** So much an archive of any size may unpack to. */
const alwaysBytes = 64e6

/**
 * The files of a .zip, .tar.gz or .tar, told apart by their first bytes, one after the other; nothing is written.
 * Throws archiveUnsafe at a name that leads outside, an absolute one, a link, a device or a name that comes twice; archiveTooLarge past the
 * limits or when it grows out of proportion; archiveDamaged when it is no such archive, cut off, damaged or locked by a password.
 */
export async function* readArchive(path: string, { limits, signal }: ArchiveOptions): AsyncGenerator<ArchiveEntry, void, undefined> {
  const { kind, bytes: packed } = await look(path)
  const most = Math.min(limits.bytes, Math.max(alwaysBytes, packed * mostRatio))
  const tooLarge = () => problem('archiveTooLarge', { path, megabytes: Math.round(most / 1e6) })
  const names = new Set<string>()
  let entries = 0
  let total = 0
  const measured = async function* (chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of chunks) {
        signal?.throwIfAborted()
        total += chunk.length
        if (total > most) throw tooLarge()
        yield chunk
      }
    } catch (thrown) {
      throw archiveFault(path, thrown, signal)
    }
  }
  try {
    // A tar is measured as it is unpacked, since what is passed over is unpacked too; of a zip only what is read is.
    const members = kind === 'zip' ? zipMembers(path) : tarMembers(path, { gzip: kind === 'gzip', measured, signal })
    for await (const member of members) {
      signal?.throwIfAborted()
      if (++entries > limits.entries) throw problem('archiveTooMany', { path, most: limits.entries })
      const name = cleaned(member.name)
      const reason = whyUnsafe(member.name) ?? member.refused ?? (!member.folder && names.has(name) ? phrase('nameTwice') : undefined)
      if (reason !== undefined) throw problem('archiveUnsafe', { path, name: member.name, reason })
      if (member.folder) continue
      names.add(name)
      yield { name, size: member.size, content: kind === 'zip' ? measured(member.content) : guarded(path, member.content, signal) }
    }
  } catch (thrown) {
    throw archiveFault(path, thrown, signal)
  }
}

/** Takes a whole entry into memory; call it only after a look at its size. */
export async function entryBytes(entry: ArchiveEntry): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of entry.content) chunks.push(chunk)
  return Buffer.concat(chunks)
}

async function* guarded(path: string, chunks: AsyncIterable<Uint8Array>, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array> {
  try {
    yield* chunks
  } catch (thrown) {
    throw archiveFault(path, thrown, signal)
  }
}

function cleaned(name: string): string {
  return name.split(/[/\\]/).filter((part) => part !== '' && part !== '.').join('/')
}

/** Which kind of archive the first bytes tell: PK of a zip, 1f 8b of gzip, else tar, which has no mark of its own at its start. */
async function look(path: string): Promise<{ kind: 'zip' | 'gzip' | 'tar'; bytes: number }> {
  try {
    const file = await open(path)
    try {
      const found = await file.stat()
      if (!found.isFile()) throw problem('wrongKindOfFile', { path })
      if (found.size === 0) throw problem('dataFileEmpty', { file: path })
      const start = Buffer.alloc(2)
      await file.read(start, 0, 2, 0)
      const mark = start.toString('latin1')
      return { kind: mark === 'PK' ? 'zip' : mark === '\x1f\x8b' ? 'gzip' : 'tar', bytes: found.size }
    } finally {
      await file.close()
    }
  } catch (thrown) {
    throw fileProblem(thrown, path)
  }
}
