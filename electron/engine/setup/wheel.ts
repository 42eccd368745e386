import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { phrase } from '#shared/base/phrase'
import { quoted } from '#shared/base/reason'
import { problem, type StudioProblem } from '#shared/base/problem'
import { filesIn } from './files'
import { endOf, type Outside, type Ran } from './outside'
import type { Wheel } from './pins'
import { meter, stage, type Teller } from './progress'
import type { Python } from './tools'
import { bytesInWords, firstLine } from './words'

/** What getting wheels needs to know of the set-up it is part of. */
interface WheelJob {
  readonly outside: Outside
  readonly tell: Teller
  readonly signal: AbortSignal
  /** Where whole wheels are kept until the engine is whole. */
  readonly downloads: string
  /** A folder of this set-up alone. */
  readonly work: string
  /** Finds Python, or throws the problem that says how to get it; asked only when something must be downloaded. */
  readonly python: () => Promise<Python>
}

/**
 * Gets a wheel, or takes the one kept from an earlier try, and opens it once its SHA-256 is right.
 * The caller closes it; until then it can be read, whatever happens to its name. Throws wheelDiffers and the problems of a download.
 */
export async function openWheel(wheel: Wheel, job: WheelJob): Promise<fs.promises.FileHandle> {
  // Another set-up may take a kept one away between the look and the opening.
  const place = path.join(job.downloads, wheel.file)
  const kept = isKept(wheel, job.downloads) && await fs.promises.open(place).catch(() => undefined)
  if (kept) {
    job.tell.line(`  ${wheelName(wheel)} was downloaded before`)
    if (await hasRightHash(wheel, kept, job) === true) return kept
    job.tell.line('  it is not the file it should be, so it is downloaded again')
  }
  const told = `${wheelName(wheel)}, ${bytesInWords(wheel.bytes)}`
  const fresh = await stage(job.tell, 'download', async () => ({ told, result: await download(wheel, job) }))
  const right = await hasRightHash(wheel, fresh, job)
  if (right === true) return fresh
  throw problem('wheelDiffers', { wheel: wheel.file, expected: wheel.sha256.slice(0, 12), got: right.got.slice(0, 12) })
}

/** The project and version that a wheel's name says, as people and pip write them: tensorflow_cpu 2.21.0. */
export function wheelName({ file }: Wheel): string {
  const { project, version } = namedBy(file)
  return `${project} ${version}`
}

/** Whether this wheel need not be downloaded, as far as its length tells. */
export function isKept(wheel: Wheel, downloads: string): boolean {
  return fs.statSync(path.join(downloads, wheel.file), { throwIfNoEntry: false })?.size === wheel.bytes
}

/** Whether the wheel's SHA-256 is right; if not, it is closed and removed, and what its SHA-256 is comes back. */
async function hasRightHash(wheel: Wheel, handle: fs.promises.FileHandle, job: WheelJob): Promise<true | { got: string }> {
  let got = ''
  try {
    got = await hash(wheel, handle, job)
  } finally {
    if (got !== wheel.sha256) await handle.close()
  }
  if (got === wheel.sha256) return true
  await fs.promises.rm(path.join(job.downloads, wheel.file), { force: true })
  return { got }
}

function hash(wheel: Wheel, handle: fs.promises.FileHandle, { tell, signal }: WheelJob): Promise<string> {
  return stage(tell, 'check', async () => {
    const arrived = meter(tell, 'check', wheel.bytes)
    const sum = createHash('sha256')
    let done = 0
    const chunks = handle.createReadStream({ start: 0, autoClose: false, highWaterMark: 1 << 20, signal }) as AsyncIterable<Buffer>
    for await (const chunk of chunks) {
      sum.update(chunk)
      arrived(done += chunk.length)
    }
    const result = sum.digest('hex')
    return { told: `SHA-256 ${result.slice(0, 12)}…`, result }
  })
}

async function download(wheel: Wheel, job: WheelJob): Promise<fs.promises.FileHandle> {
  const python = await job.python()
  const { project, version, pythonTag, abi, platform } = namedBy(wheel.file)
  const got = path.join(job.work, 'got')
  const arriving = path.join(job.work, 'arriving')
  for (const folder of [got, arriving]) await fs.promises.mkdir(folder, { recursive: true })
  const arrived = meter(job.tell, 'download', wheel.bytes)
  // pip writes what arrives into TMPDIR and copies it when it is whole; its own bar cannot be seen through a pipe.
  const watch = setInterval(() => arrived(Math.min(wheel.bytes, bytesIn(arriving))), 250)
  const ask = () => job.outside.run(python.command, [
    ...python.options, '-m', 'pip', 'download', '--no-deps', '--only-binary=:all:', '--no-cache-dir', '--progress-bar', 'off', '--no-input',
    '--platform', platform, '--python-version', pythonTag === 'py3' ? '3' : pythonTag.slice(2),
    ...(abi === 'none' ? [] : ['--implementation', 'cp', '--abi', abi]),
    '--dest', got, `${project}==${version}`,
  ], {
    signal: job.signal,
    environment: { TMPDIR: arriving, TEMP: arriving, TMP: arriving, PIP_DISABLE_PIP_VERSION_CHECK: '1', PIP_REQUIRE_VIRTUALENV: '0', PIP_RESUME_RETRIES: '20' },
  })
  // pip goes on where a connection broke off from 25.1 on; before it can only begin the file again.
  let ran = await ask()
  for (let tries = 1; tries < mostTries && ran.code !== 0 && brokeOff.test(ran.stderr) && !job.signal.aborted; tries++) ran = await ask()
  clearInterval(watch)
  job.signal.throwIfAborted()
  if (ran.code !== 0) throw downloadProblem(wheel, ran, job.downloads)
  const file = path.join(got, wheel.file)
  if (!fs.existsSync(file)) throw problem('wheelNotOffered', { wheel: wheel.file })
  await fs.promises.rm(arriving, { recursive: true, force: true })
  // Opened under its own name: from then on no other set-up can take it away.
  const handle = await fs.promises.open(file)
  await keep(file, path.join(job.downloads, wheel.file))
  return handle
}

/** Renames a file into a folder that another set-up may remove when it is empty. */
async function keep(file: string, place: string): Promise<void> {
  for (let attempt = 0; ; attempt++) {
    await fs.promises.mkdir(path.dirname(place), { recursive: true })
    try {
      return await fs.promises.rename(file, place)
    } catch (error) {
      if (attempt === 5 || (error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    }
  }
}

/** A file is begun so many times at most. */
const mostTries = 3
/** How pip says that a file came only in part; an old one looks at no length, but at the digest. */
const brokeOff = /DO NOT MATCH THE HASHES|IncompleteRead|Connection (reset|broken|aborted)/i

/** What pip's complaint comes to. A lost connection also ends in "no matching distribution", so it is looked for first. */
function downloadProblem(wheel: Wheel, ran: Ran, folder: string): StudioProblem {
  const complaint = ran.stderr + ran.stdout
  const connection = connectionFaults.find(({ pattern }) => pattern.test(complaint))
  if (connection) return problem('networkUnreachable', { reason: phrase(connection.reason) })
  if (/No space left on device|Errno 28|not enough space/i.test(complaint)) return problem('diskFilledUp', { folder })
  if (/No matching distribution|Could not find a version/i.test(complaint)) return problem('wheelNotOffered', { wheel: wheel.file })
  const said = /^ERROR: (.+)$/m.exec(complaint)?.[1] ?? firstLine(complaint)
  return problem('downloadFailed', { wheel: wheel.file, reason: said ? quoted(said) : endOf(ran) })
}

type ConnectionFault = 'nameNotFound' | 'certificateUntrusted' | 'proxyRefuses' | 'noAnswerInTime' | 'connectionRefused' | 'noNetwork' | 'connectionBroke' | 'arrivedInPart'

const connectionFaults: readonly { pattern: RegExp; reason: ConnectionFault }[] = [
  { pattern: /name resolution|Name or service not known|getaddrinfo|nodename nor servname/i, reason: 'nameNotFound' },
  { pattern: /CERTIFICATE_VERIFY_FAILED|SSLError|SSLCertVerificationError/i, reason: 'certificateUntrusted' },
  { pattern: /ProxyError|Cannot connect to proxy|Tunnel connection failed/i, reason: 'proxyRefuses' },
  { pattern: /timed out|Timeout/i, reason: 'noAnswerInTime' },
  { pattern: /Connection refused|ConnectionRefused/i, reason: 'connectionRefused' },
  { pattern: /Network is unreachable|No route to host/i, reason: 'noNetwork' },
  { pattern: /DO NOT MATCH THE HASHES/, reason: 'arrivedInPart' },
  { pattern: /IncompleteRead|Connection (reset|broken|aborted)|ConnectionError|Max retries exceeded/i, reason: 'connectionBroke' },
]

/** What a wheel's name says: PROJECT-VERSION-PYTHON-ABI-PLATFORM[.PLATFORM].whl. */
function namedBy(file: string) {
  const [project = '', version = '', pythonTag = '', abi = '', platforms = ''] = file.replace(/\.whl$/, '').split('-')
  return { project, version, pythonTag, abi, platform: platforms.split('.')[0] ?? '' }
}

/** Bytes of all files in a folder and below it; what goes away meanwhile counts nothing. */
function bytesIn(folder: string): number {
  try {
    return filesIn(folder).reduce((sum, file) => sum + (fs.statSync(file, { throwIfNoEntry: false })?.size ?? 0), 0)
  } catch {
    return 0
  }
}
