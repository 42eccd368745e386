import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { createGzip, gzipSync } from 'node:zlib'
import { pack, type Header } from 'tar-stream'
import { describe, expect, it } from 'vitest'
import { entryBytes, readArchive } from '#electron/files/archive'
import { announcing, archiveOf, tarOf, temporaryFolder, type Contents } from '../datasets/cifarFiles'
import { zipOf } from './zipOf'

const limits = { entries: 100, bytes: 1e9 }

async function contentsOf(bytes: Uint8Array, allowed = limits, signal?: AbortSignal): Promise<Record<string, string>> {
  const file = join(await temporaryFolder(), 'set.archive')
  await writeFile(file, bytes)
  const contents: Record<string, string> = {}
  for await (const entry of readArchive(file, { limits: allowed, signal })) contents[entry.name] = Buffer.from(await entryBytes(entry)).toString()
  return contents
}

async function tarWith(header: Partial<Header> & { name: string }): Promise<Buffer> {
  const archive = pack()
  archive.entry({ name: 'good.txt' }, 'good')
  if (header.type === 'file') archive.entry(header, 'bad')
  else archive.entry(header)
  archive.finalize()
  return gzipSync(await buffer(archive))
}

const files: Contents = { 'a.txt': 'first', './folder/b.txt': 'second', 'folder/empty': '' }
const read = { 'a.txt': 'first', 'folder/b.txt': 'second', 'folder/empty': '' }

describe('an archive', () => {
  it.each<[string, () => Promise<Uint8Array>]>([
    ['a .tar.gz', () => archiveOf(files)],
    ['a .tar', () => tarOf(files)],
    ['a .zip', async () => zipOf(files)],
  ])('that is %s gives its files in their order', async (_kind, make) => {
    expect(Object.entries(await contentsOf(await make()))).toEqual(Object.entries(read))
  })

  it('passes over what is not read', async () => {
    const file = join(await temporaryFolder({ 'x.tar.gz': await archiveOf({ big: Buffer.alloc(3e6), small: 'x' }) }), 'x.tar.gz')
    const names: string[] = []
    for await (const { name } of readArchive(file, { limits })) names.push(name)
    expect(names).toEqual(['big', 'small'])
  })

  it('may be left at any entry', async () => {
    const file = join(await temporaryFolder({ 'x.tar.gz': await archiveOf({ big: Buffer.alloc(3e6), small: 'x' }) }), 'x.tar.gz')
    for await (const { name } of readArchive(file, { limits })) {
      expect(name).toBe('big')
      break
    }
  })

  it('leaves the faults of its reader as they are', async () => {
    const file = join(await temporaryFolder({ 'x.tar.gz': await archiveOf(files) }), 'x.tar.gz')
    const fault = new Error('mine')
    const reading = async () => { for await (const _entry of readArchive(file, { limits })) throw fault }
    await expect(reading()).rejects.toBe(fault)
  })

  it('stops when it is told to', async () => {
    const stop = new AbortController()
    stop.abort(new Error('enough'))
    await expect(contentsOf(await archiveOf(files), limits, stop.signal)).rejects.toThrow('enough')
  })
})

describe('an archive that is not safe is refused', () => {
  const names = ['../out.txt', 'a/../../out.txt', '/etc/passwd', '\\\\server\\share', 'C:\\x.txt', 'a\\..\\..\\b', 'bell\x07.txt']

  it.each(names)('with the name %j in a tar', async (name) => {
    await expect(contentsOf(await archiveOf({ 'good.txt': 'good', [name]: 'bad' }))).rejects.toMatchObject({ code: 'archiveUnsafe', sentence: expect.stringContaining(JSON.stringify(name)) as string })
  })

  it.each(names)('with the name %j in a zip', async (name) => {
    await expect(contentsOf(zipOf({ 'good.txt': 'good', [name]: 'bad' }))).rejects.toMatchObject({ code: 'archiveUnsafe' })
  })

  it.each([
    ['a symbolic link', { name: 'l', type: 'symlink', linkname: '/etc/passwd' }, 'it is a symbolic link'],
    ['a hard link', { name: 'l', type: 'link', linkname: 'good.txt' }, 'it is a link'],
    ['a device', { name: 'd', type: 'character-device' }, 'it is a device'],
    ['a pipe', { name: 'p', type: 'fifo' }, 'it is no file or folder'],
    ['the same name twice', { name: './good.txt', type: 'file' }, 'there are two files of this name'],
  ] as const)('with %s in a tar', async (_what, header, reason) => {
    await expect(contentsOf(await tarWith(header))).rejects.toMatchObject({ code: 'archiveUnsafe', sentence: expect.stringContaining(reason) as string })
  })

  it('with a symbolic link in a zip', async () => {
    await expect(contentsOf(zipOf({ link: '/etc/passwd' }, { mode: 0o120777 }))).rejects.toMatchObject({ code: 'archiveUnsafe', sentence: expect.stringContaining('symbolic link') as string })
  })

  it('with more files than allowed', async () => {
    await expect(contentsOf(await archiveOf(files), { entries: 2, bytes: 1e9 })).rejects.toMatchObject({ code: 'archiveTooMany', sentence: expect.stringContaining('more than 2 files') as string })
  })
})

describe('a bomb stops early', () => {
  it('as a tar of 8 GB of zeros in 8 MB', async () => {
    // 32 MB of zeros as a gzip member of its own; a gzip file may be many of them.
    const zeros = gzipSync(Buffer.alloc(32e6))
    const header = gzipSync(announcing(8e9, await tarOf({ zeros: '' })).subarray(0, 512))
    const file = join(await temporaryFolder({ 'x.tar.gz': Buffer.concat([header, ...Array<Buffer>(250).fill(zeros)]) }), 'x.tar.gz')
    let read = 0
    const reading = async () => {
      for await (const { content } of readArchive(file, { limits: { entries: 10, bytes: 1e12 } })) for await (const chunk of content) read += chunk.length
    }
    await expect(reading()).rejects.toMatchObject({ code: 'archiveTooLarge', sentence: expect.stringMatching(/more than the \d+ MB/) as string })
    expect(read).toBeLessThan(1e9)
  })

  it('as a zip', async () => {
    await expect(contentsOf(zipOf({ zeros: Buffer.alloc(70e6) }))).rejects.toMatchObject({ code: 'archiveTooLarge' })
  })
})

describe('an archive that is damaged says so', () => {
  it.each<[string, () => Promise<Uint8Array>, string]>([
    ['a gzip that is cut off', async () => (await archiveOf({ x: Buffer.from(Array.from({ length: 9000 }, (_, i) => (i * i) % 251)) })).subarray(0, 200), 'its compression is damaged or cut off'],
    ['a gzip of nothing known', async () => gzipSync('hello'), 'no tar or zip archive'],
    ['a tar that is cut off', async () => (await tarOf({ x: Buffer.alloc(5000) })).subarray(0, 3000), 'no tar or zip archive'],
    ['a zip that is cut off', async () => zipOf(files).subarray(0, 60), 'no tar or zip archive'],
  ])('%s', async (_what, make, reason) => {
    await expect(contentsOf(await make())).rejects.toMatchObject({ code: 'archiveDamaged', sentence: expect.stringContaining(reason) as string })
  })

  it('a gzip stream that ends at a member of the tar is noticed too', async () => {
    const gzip = createGzip()
    gzip.end(await tarOf({ x: 'x' }))
    const whole = await buffer(gzip)
    await expect(contentsOf(whole.subarray(0, whole.length - 4))).rejects.toMatchObject({ code: 'archiveDamaged' })
  })
})
