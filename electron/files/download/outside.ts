import { statfs } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'

/** What a download wants of the world. */
export interface DownloadOutside {
  readonly fetch: typeof fetch
  /** Whether http may be used with this computer itself, as tests do; with others it never is. */
  readonly plainLoopback: boolean
  /** Milliseconds without a byte after which a connection counts as broken. */
  readonly silence: number
  now(): number
  wait(milliseconds: number, signal: AbortSignal): Promise<void>
  /** Bytes that may still be written in a folder. */
  freeSpace(folder: string): Promise<number>
}

/** The real world. */
export const realDownloads: DownloadOutside = {
  fetch: (...request) => fetch(...request),
  plainLoopback: false,
  silence: 30_000,
  now: () => performance.now(),
  wait: (milliseconds, signal) => wait(milliseconds, undefined, { signal }),
  freeSpace: async (folder) => {
    const { bavail, bsize } = await statfs(folder)
    return bavail * bsize
  },
}
