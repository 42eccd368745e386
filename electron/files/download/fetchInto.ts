import { phrase, spoken, type Phrase } from '#shared/base/phrase'
import { knownReason, quoted } from '#shared/base/reason'
import { open, readFile, rm, stat } from 'node:fs/promises'
import { writeAtomic } from '../atomic'
import type { DownloadOutside } from './outside'

/** What keeps a download now and may pass; `waitFor` is how long the server asks to wait, in milliseconds. */
export class Passing extends Error {
  constructor(readonly reason: Phrase, readonly waitFor?: number) { super(spoken(reason)) }
}

/** An address that will not give the file, however often it is asked. */
export class Refused extends Error {
  constructor(readonly reason: Phrase) { super(spoken(reason)) }
}

interface Fetch {
  readonly address: string
  /** About how long the file is. */
  readonly bytes: number
  readonly outside: DownloadOutside
  readonly signal: AbortSignal
  /** Told again and again how many bytes of the file are there, and how many it has as far as is known. */
  readonly arrived: (done: number, of: number) => void
}

const mostRedirects = 5
const longestWait = 60_000

/**
 * Brings the file at `part` to the whole length that the server says it has, going on where it ends when the server says by If-Range that its
 * file is the one that it began as (RFC 9110, sections 13.1.5 and 14.2). The mark of that is kept in `<part>.json`. `inOneGo`: whether all of it
 * came now. Throws Passing or Refused; what came stays.
 */
export async function fetchInto(part: string, { address, bytes, outside, signal, arrived }: Fetch): Promise<{ inOneGo: boolean }> {
  const quiet = new AbortController()
  const either = AbortSignal.any([signal, quiet.signal])
  let timer = setTimeout(() => quiet.abort(), outside.silence)
  const heard = () => {
    clearTimeout(timer)
    timer = setTimeout(() => quiet.abort(), outside.silence)
  }
  try {
    let have = await stat(part).then(({ size }) => size, () => 0)
    const mark = await readMark(part)
    const goesOn = have > 0 && mark !== undefined && mark.address === address
    const headers: Record<string, string> = { 'accept-encoding': 'identity', ...(goesOn && { range: `bytes=${have}-`, 'if-range': mark.validator }) }
    const response = await follow(address, headers, outside, either)
    heard()
    refuse(response)
    const range = response.headers.get('content-range') ?? ''
    // Nothing comes after the end of what is here already.
    if (goesOn && response.status === 416 && range === `bytes */${have}`) return { inOneGo: false }
    const whole = response.status === 206 ? Number(/\/(\d+)$/.exec(range)?.[1]) : Number(response.headers.get('content-length') ?? NaN)
    const going = goesOn && response.status === 206 && range === `bytes ${have}-${whole - 1}/${whole}`
    if (!going) {
      await rm(part, { force: true })
      have = 0
      if (response.status !== 200) throw new Passing(phrase('anotherPart'))
    }
    const most = mostOf(bytes)
    if (whole > most) throw new Refused(phrase('lengthDiffers', { have: whole, about: bytes }))
    if (!going) await writeMark(part, address, response.headers)
    const file = await open(part, going ? 'a' : 'w')
    try {
      for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) {
        heard()
        have += chunk.length
        if (have > most) throw new Refused(phrase('longerThan', { most, about: bytes }))
        await file.writeFile(chunk)
        arrived(have, whole || Math.max(bytes, have))
      }
      await file.sync()
    } catch (thrown) {
      if (thrown instanceof Refused) await rm(part, { force: true })
      throw thrown
    } finally {
      await file.close()
    }
    if (have < whole) throw new Passing(phrase('brokeOff'))
    arrived(have, have)
    return { inOneGo: !going }
  } catch (thrown) {
    signal.throwIfAborted()
    if (quiet.signal.aborted) throw new Passing(phrase('fellSilent'))
    throw asNetwork(thrown)
  } finally {
    clearTimeout(timer)
    // Ends the connection when its body was not read to its end.
    quiet.abort()
  }
}

/** The length in the table may be somewhat wrong; what is longer than this is no file of the table, and might never end. */
function mostOf(bytes: number): number {
  return 2 * bytes + 1e6
}

/** Follows redirects by hand, so that none leads away from https. */
async function follow(address: string, headers: Record<string, string>, outside: DownloadOutside, signal: AbortSignal): Promise<Response> {
  let url = new URL(address)
  for (let redirects = 0; redirects <= mostRedirects; redirects++) {
    const loopback = url.hostname === '127.0.0.1' || url.hostname === 'localhost' || url.hostname === '[::1]'
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && loopback && outside.plainLoopback)) throw new Refused(phrase('notHttps'))
    const response = await outside.fetch(url, { headers, redirect: 'manual', signal })
    const next = response.headers.get('location')
    if (response.status < 300 || response.status >= 400 || next === null) return response
    await response.body?.cancel()
    url = new URL(next, url)
  }
  throw new Refused(phrase('redirectsInCircles'))
}

function refuse({ status, headers }: Response): void {
  if (status === 200 || status === 206 || status === 416) return
  if (status === 429 || status === 408 || status >= 500) throw new Passing(phrase('answered', { status }), retryAfter(headers))
  throw new Refused(phrase('answered', { status }))
}

/** Retry-After in milliseconds, from seconds or a date. */
function retryAfter(headers: Headers): number | undefined {
  const said = headers.get('retry-after')
  if (said === null) return undefined
  const wait = /^\d+$/.test(said) ? Number(said) * 1000 : Date.parse(said) - Date.now()
  return Number.isNaN(wait) ? undefined : Math.min(longestWait, Math.max(0, wait))
}

/** A failure of fetch is a TypeError whose cause says what; what the system says of our own file has a code itself. */
function asNetwork(thrown: unknown): unknown {
  if (!(thrown instanceof TypeError)) return thrown
  const { cause } = thrown
  return new Passing(cause instanceof Error && 'code' in cause ? phrase('notReached', { reason: knownReason(cause) ?? quoted(String(cause.code)) }) : phrase('connectionBroke'))
}

/** What tells that the server's file is still the same: a strong ETag, else the time of its last change. */
async function writeMark(part: string, address: string, headers: Headers): Promise<void> {
  const tag = headers.get('etag')
  const validator = tag !== null && !tag.startsWith('W/') ? tag : headers.get('last-modified')
  if (validator === null) await rm(`${part}.json`, { force: true })
  else await writeAtomic(`${part}.json`, JSON.stringify({ address, validator }))
}

async function readMark(part: string): Promise<{ address: string; validator: string } | undefined> {
  try {
    const { address, validator } = JSON.parse(await readFile(`${part}.json`, 'utf8')) as Record<string, unknown>
    return typeof address === 'string' && typeof validator === 'string' ? { address, validator } : undefined
  } catch {
    return undefined
  }
}
