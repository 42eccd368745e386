import { createHash } from 'node:crypto'
import { readdir, readFile, writeFile } from 'node:fs/promises'
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

async function tryToGet(answer: Answer, { folder, more = [], signal = new AbortController().signal, world = outside }: { folder?: string; more?: string[]; signal?: AbortSignal; world?: DownloadOutside } = {}) {
  const { address, requests } = await serve(answer)
  const told: DownloadProgress[] = []
  const place = folder ?? await temporaryFolder()
  const wish = { file: 'set.tar.gz', addresses: [address, ...more], bytes: bytes.length, digest: { kind: 'sha256' as const, hex: createHash('sha256').update(bytes).digest('hex') } }
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
  it('when its length is another', () => fails((request, response) => give(request, response, bytes.subarray(1)), '299999 bytes instead of 300000'))
  it('when it goes on past its length', () => fails((_request, response) => { response.write(bytes); response.end('more') }, 'more than 300000 bytes'))
  it('when it is not there', () => fails((_request, response) => response.writeHead(404).end(), 'it answered 404'))
  it('when it redirects in circles', () => fails((_request, response) => response.writeHead(302, { location: '/file' }).end(), 'in circles'))
  it('when it redirects to http elsewhere', () => fails((_request, response) => response.writeHead(302, { location: 'http://example.org/' }).end(), 'not https'))

  it('when the server stays broken, after four tries that wait longer and longer', async () => {
    await fails((_request, response) => response.writeHead(500).end(), 'it answered 500')
    expect(waits).toEqual([2000, 4000, 8000])
  })

  it('when there is no room, before it asks', async () => {
    const { outcome, requests } = await tryToGet((request, response) => give(request, response, bytes), { world: { ...outside, freeSpace: async () => 1e6 } })
    expect(outcome).toMatchObject({ code: 'downloadNoRoom', sentence: expect.stringContaining('only 1 MB are free') as string })
    expect(requests).toHaveLength(0)
  })
})
