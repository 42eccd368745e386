import { phrase } from '#shared/base/phrase'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract, type Header } from 'tar-stream'
import type { Member } from '../archive'

interface TarOptions {
  readonly gzip: boolean
  /** Passes on what is unpacked, and throws when it is too much. */
  readonly measured: (chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>
  readonly signal: AbortSignal | undefined
}

/** The members of a tar archive in their order. */
export async function* tarMembers(path: string, { gzip, measured, signal }: TarOptions): AsyncGenerator<Member, void, undefined> {
  const unpack = extract()
  const file = createReadStream(path)
  const how = signal ? { signal } : {}
  const feeding = gzip ? pipeline(file, createGunzip(), measured, unpack, how) : pipeline(file, measured, unpack, how)
  // What it fails with is what the loop fails with, or else is thrown after it.
  feeding.catch(() => undefined)
  try {
    for await (const entry of unpack) {
      // A content whose own event nobody hears would end the process.
      entry.on('error', () => undefined)
      yield member(entry.header, entry as AsyncIterable<Uint8Array>)
      entry.resume()
    }
    await feeding
  } catch (thrown) {
    // The reader's own word for being cut short says less than why the bytes stopped.
    throw await feeding.then(() => thrown, (cause: unknown) => cause)
  } finally {
    unpack.destroy()
    await feeding.catch(() => undefined)
  }
}

const kinds: Readonly<Record<string, 'isLink' | 'isSymbolicLink' | 'isDevice'>> = { link: 'isLink', symlink: 'isSymbolicLink', 'character-device': 'isDevice', 'block-device': 'isDevice' }

function member({ name, type, size }: Header, content: AsyncIterable<Uint8Array>): Member {
  const folder = type === 'directory'
  const file = type === 'file' || type === 'contiguous-file'
  return {
    name, folder, size, content,
    refused: folder || file ? undefined : phrase(kinds[type] ?? 'isNoFile'),
  }
}
