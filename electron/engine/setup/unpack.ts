import fs from 'node:fs'
import path from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import yauzl from 'yauzl'

/** A member of an archive and the file it is to become. */
interface Wanted {
  readonly from: string
  readonly to: string
}

/** Who is told of bytes as they are written, and who may end it early. */
interface Watch {
  readonly arrived: (bytes: number) => void
  readonly signal: AbortSignal
}

/**
 * Writes these members of an open zip to their files; the handle stays open. Names in the archive choose nothing: every file goes
 * where the caller says. Throws when a member is missing or does not have the length that the archive says.
 */
export async function unpack(archive: fs.promises.FileHandle, wanted: readonly Wanted[], { arrived, signal }: Watch): Promise<void> {
  const places = new Map(wanted.map(({ from, to }) => [from, to]))
  const zip = await yauzl.fromFdPromise(archive.fd, { autoClose: false, lazyEntries: true })
  for await (const entry of zip.eachEntry()) {
    const place = places.get(entry.fileName)
    if (place === undefined) continue
    places.delete(entry.fileName)
    await fs.promises.mkdir(path.dirname(place), { recursive: true })
    const count = new Transform({ transform(chunk: Buffer, _encoding, pass) { arrived(chunk.length); pass(null, chunk) } })
    const executable = ((entry.externalFileAttributes >>> 16) & 0o100) !== 0
    const file = fs.createWriteStream(place, { mode: executable ? 0o755 : 0o644, highWaterMark: 1 << 20 })
    await pipeline(await zip.openReadStreamPromise(entry), count, file, { signal })
    if (places.size === 0) return
  }
  throw new Error(`the archive lacks ${[...places.keys()].join(', ')}`)
}
