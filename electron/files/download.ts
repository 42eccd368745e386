import { phrase, type Phrase } from '#shared/base/phrase'
import { problem, StudioProblem } from '#shared/base/problem'
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fetchInto, Refused, Passing } from './download/fetchInto'
import type { DownloadOutside } from './download/outside'
import { fileProblem } from './fileProblem'
import { takeLock } from './lock'

/** A file that can be had from any of these addresses, which all give the same bytes. */
export interface Download {
  /** Its name in the folder for downloads. */
  readonly file: string
  readonly addresses: readonly string[]
  /** About how long it is, for what is told on the way and the room that it needs. The digest alone decides whether it is the file. */
  readonly bytes: number
  readonly digest: { readonly kind: 'md5' | 'sha256'; readonly hex: string }
}

/** Bytes so far of all, the speed of late in bytes a second, and the seconds left, absent while nobody can say. */
export interface DownloadProgress {
  readonly done: number
  readonly of: number
  readonly perSecond: number
  readonly secondsLeft?: number
}

export interface DownloadJob {
  readonly folder: string
  readonly outside: DownloadOutside
  readonly signal: AbortSignal
  readonly progress: (progress: DownloadProgress) => void
}

/** An address is given up after so many tries in a row that brought nothing. */
const mostTries = 4
const roomToSpare = 16e6

/**
 * Gets a file into the folder and gives its path. It bears its name only once its digest is right; until then what came is
 * `<file>.part`, which a later call goes on with, after a break or being told to stop as well. Waits while another process gets the same.
 * Throws downloadNoRoom, downloadDiskFull, downloadAway when no address gave it, and the problems of files.
 */
export async function download(wish: Download, job: DownloadJob): Promise<string> {
  const { folder, outside, signal } = job
  const path = join(folder, wish.file)
  await mkdir(folder, { recursive: true }).catch((thrown: unknown) => { throw fileProblem(thrown, folder) })
  let lock = takeLock(`${path}.lock`)
  for (; 'holder' in lock; lock = takeLock(`${path}.lock`)) await outside.wait(200, signal)
  try {
    if (await isWhole(path, wish)) return path
    const here = await sizeOf(`${path}.part`)
    const free = await outside.freeSpace(folder)
    const need = Math.max(0, wish.bytes - here) + roomToSpare
    if (free < need) throw problem('downloadNoRoom', { file: wish.file, folder, need: Math.ceil(need / 1e6), free: Math.floor(free / 1e6) })
    await get(path, wish, job)
    return path
  } catch (thrown) {
    signal.throwIfAborted()
    const told = fileProblem(thrown, path)
    throw told instanceof StudioProblem && told.code === 'diskFull' ? problem('downloadDiskFull', { file: wish.file, folder }) : told
  } finally {
    lock.release()
  }
}

/** Removes a file from the folder, or the part that came of it. */
export async function forgetDownload({ file }: Download, folder: string): Promise<void> {
  for (const name of [file, `${file}.part`, `${file}.part.json`]) await rm(join(folder, name), { force: true }).catch((thrown: unknown) => { throw fileProblem(thrown, join(folder, name)) })
}

/** Bytes on the disk of a file that was got, or of the part that came of it. */
export async function bytesGot({ file }: Download, folder: string): Promise<number> {
  return (await sizeOf(join(folder, file))) + (await sizeOf(join(folder, `${file}.part`)))
}

/** Tries one address after the other, each again while what keeps it may pass. */
async function get(path: string, wish: Download, { outside, signal, progress }: DownloadJob): Promise<void> {
  const told = meter(outside, progress)
  const reasons: Phrase[] = []
  for (const address of wish.addresses) {
    for (let tries = 1, others = 0; ; tries++) {
      const before = await sizeOf(`${path}.part`)
      try {
        const { inOneGo } = await fetchInto(`${path}.part`, { address, bytes: wish.bytes, outside, signal, arrived: told })
        if (await isWhole(`${path}.part`, wish)) return await rename(`${path}.part`, path)
        await rm(`${path}.part`, { force: true })
        // What was put together of parts may be wrong where one was, as a power cut may leave it: once it is worth to begin anew.
        if (!inOneGo && others++ === 0) throw new Passing(phrase('partsMisfit'))
        throw new Refused(phrase('digestDiffers', { digest: wish.digest.kind === 'md5' ? 'MD5' : 'SHA-256' }))
      } catch (thrown) {
        signal.throwIfAborted()
        if (thrown instanceof StudioProblem || !(thrown instanceof Refused || thrown instanceof Passing)) throw thrown
        if (await sizeOf(`${path}.part`) > before) tries = 0
        if (thrown instanceof Refused || tries >= mostTries) {
          reasons.push(phrase('addressSaid', { host: new URL(address).host, reason: thrown.reason }))
          break
        }
        await outside.wait(thrown.waitFor ?? 1000 * 2 ** tries, signal)
      }
    }
  }
  throw problem('downloadAway', { file: wish.file, reasons, addresses: wish.addresses })
}

/** Whether a file has this digest; one that is not there, or has nothing in it, has not. */
async function isWhole(path: string, { digest }: Download): Promise<boolean> {
  if (await sizeOf(path) === 0) return false
  const hash = createHash(digest.kind)
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk as Uint8Array)
  return hash.digest('hex') === digest.hex
}

async function sizeOf(path: string): Promise<number> {
  return stat(path).then(({ size }) => size, () => 0)
}

/** Tells how far it is, four times a second at most and at the end, with the speed since it began or since it went back. */
function meter({ now }: DownloadOutside, progress: DownloadJob['progress']): (done: number, of: number) => void {
  let start: { at: number; done: number } | undefined
  let told = -Infinity
  return (done, of) => {
    const at = now()
    if (!start || done < start.done) start = { at, done }
    if (at - told < 250 && done < of) return
    told = at
    const seconds = (at - start.at) / 1000
    const perSecond = seconds > 0 ? (done - start.done) / seconds : 0
    progress({ done, of, perSecond, ...(perSecond > 0 && { secondsLeft: (of - done) / perSecond }) })
  }
}
