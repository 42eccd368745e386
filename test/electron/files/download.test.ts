import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { download, type DownloadProgress } from '#electron/files/download'
import { realDownloads, type DownloadOutside } from '#electron/files/download/outside'
import { temporaryFolder } from '../datasets/cifarFiles'
import { give, serve, type Answer } from '../datasets/server'

const bytes = Uint8Array.from({ length: 300_000 }, (_, i) => (i * i) % 253)
const other = bytes.map((byte) => byte ^ 1)
const waits: number[] = []
const outside: DownloadOutside = { ...realDownloads, plainLoopback: true, silence: 300, wait: async (time) => { waits.push(time) } }

/** Says that a part was begun as the file with the tag "one". */
const markFor = (file: string, address: string) => writeFile(file, JSON.stringify({ address, validator: '"one"' }))

async function tryToGet(answer: Answer, { folder, more = [], signal = new AbortController().signal, world = outside, length = bytes.length, prepare }: { folder?: string; more?: string[]; signal?: AbortSignal; world?: DownloadOutside; length?: number; prepare?: (address: string) => Promise<void> } = {}) {
  const { address, requests } = await serve(answer)
  await prepare?.(address)
  const told: DownloadProgress[] = []
  const place = folder ?? await temporaryFolder()
  const wish = { file: 'set.tar.gz', addresses: [address, ...more], bytes: length, digest: { kind: 'sha256' as const, hex: createHash('sha256').update(bytes).digest('hex') } }
  waits.length = 0
  const outcome = await download(wish, { folder: place, outside: world, signal, progress: (each) => told.push(each) }).catch((thrown: unknown) => thrown)
  return { outcome, told, requests, folder: place, wish }
}

async function getsIt(answer: Answer) {
  const got = await tryToGet(answer)
  expect(got.outcome).toBe(join(got.folder, 'set.tar.gz'))
  expect(Buffer.compare(await readFile(got.outcome as string), bytes)).toBe(0)
  return got
}

async function fails(answer: Answer, reason: string) {
  const got = await tryToGet(answer)
  expect(got.outcome).toMatchObject({ code: 'downloadAway', sentence: expect.stringContaining(reason) as string, hint: expect.stringContaining('import that file') as string })
  expect(await readdir(got.folder)).not.toContain('set.tar.gz')
  return got
}

describe('a download', () => {
  it('gives the file and says how far it is', async () => {
    const { told } = await getsIt((request, response) => give(request, response, bytes))
    expect(told.at(-1)).toMatchObject({ done: bytes.length, of: bytes.length })
  })

  it('is not repeated when the file is there', async () => {
    const first = await getsIt((request, response) => give(request, response, bytes))
    const again = await tryToGet((request, response) => give(request, response, bytes), { folder: first.folder })
    expect(again.requests).toHaveLength(0)
  })

  it('goes on where the connection broke, as often as it breaks', async () => {
    const { requests } = await getsIt((request, response) => give(request, response, bytes, { most: 40_000 }))
    expect(requests.length).toBeGreaterThan(5)
    expect(requests.at(-1)!.headers.range).toMatch(/^bytes=[1-9]/)
  })

  it('begins again when the file changed between two tries', async () => {
    await getsIt((request, response, number) => number === 1 ? give(request, response, other, { tag: '"old"', most: 40_000 }) : give(request, response, bytes, { tag: '"new"' }))
  })

  it('begins again when ranges are not given', async () => {
    await getsIt((request, response, number) => {
      request.headers.range = ''
      give(request, response, bytes, number === 1 ? { most: 40_000 } : {})
    })
  })

  it('begins again when another part is given than was asked for', async () => {
    const { requests } = await getsIt((request, response, number) => {
      if (number !== 2) return give(request, response, bytes, number === 1 ? { most: 40_000 } : {})
      response.writeHead(206, { etag: '"one"', 'content-range': `bytes 0-9/${bytes.length}` }).end(bytes.subarray(0, 10))
    })
    expect(requests[2]!.headers.range).toBeUndefined()
  })

  it.each([['shorter', 100_000], ['a little longer', 300_001], ['much longer', 3_000_000]])('is had although the table says that it is %s: its digest decides', async (_what, length) => {
    const { outcome, folder, told } = await tryToGet((request, response) => give(request, response, bytes), { length })
    expect(outcome).toBe(join(folder, 'set.tar.gz'))
    expect(told.at(-1)).toMatchObject({ done: bytes.length, of: bytes.length })
    const broken = await tryToGet((request, response) => give(request, response, bytes, { most: 110_000 }), { length })
    expect(broken.outcome).toBe(join(broken.folder, 'set.tar.gz'))
    expect(broken.requests.slice(1).every(({ headers }) => headers.range !== undefined)).toBe(true)
  })

  it('is had from a server that does not say how long it is', async () => {
    await getsIt((_request, response) => { response.write(bytes.subarray(0, 200_000)); response.end(bytes.subarray(200_000)) })
  })

  it('is not asked for again when all of it is here but for its name', async () => {
    const stop = new AbortController()
    const first = await tryToGet((request, response) => give(request, response, bytes, { most: 40_000 }), { signal: stop.signal, world: { ...outside, wait: async () => stop.abort() } })
    await writeFile(join(first.folder, 'set.tar.gz.part'), bytes)
    const mark = join(first.folder, 'set.tar.gz.part.json')
    const again = await tryToGet((request, response) => give(request, response, bytes), { folder: first.folder, prepare: (address) => markFor(mark, address) })
    expect(again.outcome).toBe(join(first.folder, 'set.tar.gz'))
    expect(again.requests.map(({ headers }) => headers.range)).toEqual([`bytes=${bytes.length}-`])
  })

  it.each([['in its middle', 150_000], ['at its end', bytes.length]])('begins again once when the part that it goes on with was damaged %s', async (_where, length) => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'set.tar.gz.part'), other.subarray(0, length))
    const { outcome, requests } = await tryToGet((request, response) => give(request, response, bytes), { folder, prepare: (address) => markFor(join(folder, 'set.tar.gz.part.json'), address) })
    expect(outcome).toBe(join(folder, 'set.tar.gz'))
    expect(requests.map(({ headers }) => headers.range)).toEqual([`bytes=${length}-`, undefined])
  })

  it('goes on after silence in its middle', async () => {
    const { requests } = await getsIt((request, response, number) => give(request, response, bytes, number === 1 ? { most: 40_000, silent: true } : {}))
    expect(requests.map(({ headers }) => headers.range)).toEqual([undefined, 'bytes=40000-'])
  })

  it('waits as the server asks after 503 and 429', async () => {
    await getsIt((request, response, number) => number < 3 ? response.writeHead(number === 1 ? 503 : 429, { 'retry-after': '7' }).end() : give(request, response, bytes))
    expect(waits).toEqual([7000, 7000])
  })

  it('tries again after silence', async () => {
    await getsIt((request, response, number) => { if (number > 1) give(request, response, bytes) })
  })

  it('follows a redirect', async () => {
    await getsIt((request, response) => request.url === '/file' ? response.writeHead(302, { location: '/there' }).end() : give(request, response, bytes))
  })

  it('takes the next address when one is wrong', async () => {
    const good = await serve((request, response) => give(request, response, bytes))
    const { outcome, folder } = await tryToGet((_request, response) => response.writeHead(404).end(), { more: [good.address] })
    expect(outcome).toBe(join(folder, 'set.tar.gz'))
  })

  it('keeps its part when it is told to stop, and goes on later', async () => {
    const stop = new AbortController()
    const stopped = await tryToGet((request, response) => {
      give(request, response, bytes, { most: 40_000 })
      setTimeout(() => stop.abort(new Error('enough')), 10)
    }, { signal: stop.signal })
    expect(stopped.outcome).toMatchObject({ message: 'enough' })
    expect((await readdir(stopped.folder)).sort()).toContain('set.tar.gz.part')
    expect((await tryToGet((request, response) => give(request, response, bytes), { folder: stopped.folder })).outcome).toBe(join(stopped.folder, 'set.tar.gz'))
  })

  it('throws away a part of the whole length that is not the file, and gets it', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'set.tar.gz.part'), other)
    const { outcome, requests } = await tryToGet((request, response) => give(request, response, bytes), { folder })
    expect(outcome).toBe(join(folder, 'set.tar.gz'))
    expect(requests).toHaveLength(1)
    expect(Buffer.compare(await readFile(outcome as string), bytes)).toBe(0)
  })

  it('is got anew when a file of its name is another', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'set.tar.gz'), other)
    const { outcome } = await tryToGet((request, response) => give(request, response, bytes), { folder })
    expect(Buffer.compare(await readFile(outcome as string), bytes)).toBe(0)
  })
})

describe('a download that cannot be had says why', () => {
  it('when the file is another', () => fails((request, response) => give(request, response, other), 'its SHA-256 differs'))
  it('when a byte is missing', () => fails((request, response) => give(request, response, bytes.subarray(1)), 'its SHA-256 differs'))
  it('when it is another and comes in pieces as well', () => fails((request, response) => give(request, response, other, { most: 110_000 }), 'its SHA-256 differs'))
  it('when it is far too long', () => fails((request, response) => give(request, response, new Uint8Array(1_600_001)), '1600001 bytes, where there should be about 300000'))
  it('when it goes on and on', () => fails((_request, response) => { response.write(new Uint8Array(1_600_000)); response.end('more') }, 'more than 1600000 bytes'))
  it('when it is not there', () => fails((_request, response) => response.writeHead(404).end(), 'it answered 404'))
  it('when it redirects in circles', () => fails((_request, response) => response.writeHead(302, { location: '/file' }).end(), 'in circles'))
  it('when it redirects to http elsewhere', () => fails((_request, response) => response.writeHead(302, { location: 'http://example.org/' }).end(), 'not https'))

  it('when the server stays broken, after four tries that wait longer and longer', async () => {
    await fails((_request, response) => response.writeHead(500).end(), 'it answered 500')
    expect(waits).toEqual([2000, 4000, 8000])
  })

  it('when it stays silent, after four tries', async () => {
    const { requests } = await fails(() => undefined, 'it fell silent')
    expect(requests).toHaveLength(4)
  })

  it('when nobody is there', async () => {
    const left = createServer().listen(0, '127.0.0.1')
    await once(left, 'listening')
    const { port } = left.address() as AddressInfo
    left.close()
    const gone = await tryToGet((_request, response) => response.writeHead(404).end(), { more: [`http://127.0.0.1:${port}/file`] })
    expect(gone.outcome).toMatchObject({ code: 'downloadAway', sentence: expect.stringMatching(/it answered 404; 127\.0\.0\.1:\d+: it was not reached \(the connection was refused\)/) as string })
  })

  it('when there is no room, before it asks', async () => {
    const { outcome, requests } = await tryToGet((request, response) => give(request, response, bytes), { world: { ...outside, freeSpace: async () => 1e6 } })
    expect(outcome).toMatchObject({ code: 'downloadNoRoom', sentence: expect.stringContaining('only 1 MB are free') as string })
    expect(requests).toHaveLength(0)
  })
})
