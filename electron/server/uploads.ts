import { realDownloads } from '#electron/files/download/outside'
import { fileProblem } from '#electron/files/fileProblem'
import { passingFolder } from '#electron/files/uploads'
import { isFileName } from '#shared/base/fileName'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { mostUploadBytes, type UploadAnswer, type UploadKind } from '#shared/contract/upload'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { basename, dirname, join } from 'node:path'

export interface UploadsOptions {
  readonly library: string
  /** Begins to bring in the pictures of a passing file, which belongs to whoever does it from then on. */
  readonly bringIn: (path: string) => Promise<UploadAnswer<'pictures'>>
  readonly mostBytes?: number
  /** Bytes that may still be written in a folder. */
  readonly freeSpace?: (folder: string) => Promise<number>
}

/** So much of the disk stays free for what trains meanwhile. */
const roomToSpare = 500e6

/** Files that a browser hands over: written as they come, and gone again unless they came whole. */
export class Uploads {
  private readonly underWay = new Set<Promise<unknown>>()

  constructor(private readonly options: UploadsOptions) {}

  /** Takes the file that a request carries. Throws uploadTooLarge, uploadNoRoom, uploadBroken, and what keeps its pictures from being brought in. */
  take<K extends UploadKind>(kind: K, name: string, request: IncomingMessage): Promise<UploadAnswer<K>> {
    const taking = this.receive(kind, name, request) as Promise<UploadAnswer<K>>
    const over = taking.catch(() => undefined).then(() => void this.underWay.delete(over))
    this.underWay.add(over)
    return taking
  }

  /** Done when nothing comes any more, and nothing is left of what did not come whole. */
  async settled(): Promise<void> {
    await Promise.all(this.underWay)
  }

  private async receive(kind: UploadKind, name: string, request: IncomingMessage): Promise<UploadAnswer<UploadKind>> {
    if (!isFileName(name)) throw problem('callMalformed', { what: 'upload', reason: phrase('at', { place: 'name', fault: phrase('isNotAsItMustBe') }) })
    const folder = passingFolder(this.options.library)
    const path = join(folder, name)
    try {
      await mkdir(folder, { recursive: true })
      await this.refuseTooMuch(name, Number(request.headers['content-length'] ?? 0), folder)
      const hash = await this.write(path, name, request)
      return kind === 'pictures' ? await this.options.bringIn(path) : { path: await keep(path, hash) }
    } catch (thrown) {
      await rm(folder, { recursive: true, force: true })
      throw request.destroyed && !request.complete ? problem('uploadBroken', { name }) : fileProblem(thrown, path)
    }
  }

  /** Before anything is written, by what is announced. */
  private async refuseTooMuch(name: string, bytes: number, folder: string): Promise<void> {
    const { mostBytes = mostUploadBytes, freeSpace = realDownloads.freeSpace } = this.options
    if (bytes > mostBytes) throw problem('uploadTooLarge', { name, gigabytes: mostBytes / 1e9 })
    const [need, free] = [bytes + roomToSpare, await freeSpace(folder)]
    if (free < need) throw problem('uploadNoRoom', { name, need: Math.ceil(need / 1e6), free: Math.floor(free / 1e6) })
  }

  /** Writes what comes; gives the SHA-256 of name and bytes. */
  private async write(path: string, name: string, request: IncomingMessage): Promise<string> {
    const { mostBytes = mostUploadBytes } = this.options
    const hash = createHash('sha256').update(`${name}\0`)
    const file = await open(path, 'wx')
    try {
      let bytes = 0
      // A request that is let go of here could not be answered any more.
      for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
        bytes += chunk.length
        if (bytes > mostBytes) throw problem('uploadTooLarge', { name, gigabytes: mostBytes / 1e9 })
        hash.update(chunk)
        await writeAll(file, chunk)
      }
      if (!request.complete) throw problem('uploadBroken', { name })
      return hash.digest('hex')
    } finally {
      await file.close()
    }
  }
}

async function writeAll(file: Awaited<ReturnType<typeof open>>, chunk: Buffer): Promise<void> {
  for (let at = 0; at < chunk.length; ) at += (await file.write(chunk, at)).bytesWritten
}

/** Gives a file that came whole a place that stays, the same one for the same file; gives its path. */
async function keep(path: string, hash: string): Promise<string> {
  const folder = join(dirname(dirname(path)), hash.slice(0, 32))
  if (existsSync(folder)) await rm(dirname(path), { recursive: true, force: true })
  else await rename(dirname(path), folder)
  return join(folder, basename(path))
}
