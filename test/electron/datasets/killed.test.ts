import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, symlink } from 'node:fs/promises'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { build } from 'esbuild'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { listStored, verifyStored } from '#electron/images/store/shelf'
import { random } from '#shared/base/random'
import { saidUntilKilled } from '../../helpers/killed'
import { archiveOf } from './cifarFiles'

let folder: string
let program: string
let archive: Uint8Array
let md5: string
let server: Server
let address: string
/** The beginnings that were asked for, 0 for all of it. */
const begins: number[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vgg-studio-download-'))
  program = join(folder, 'get.cjs')
  const entry = fileURLToPath(new URL('./getProcess.ts', import.meta.url))
  await build({ entryPoints: [entry], outfile: program, bundle: true, platform: 'node', format: 'cjs', external: ['@napi-rs/canvas'], logLevel: 'silent' })
  await symlink(fileURLToPath(new URL('../../../node_modules', import.meta.url)), join(folder, 'node_modules'), 'junction')
  // Noise, which does not get smaller when it is packed.
  const noise = (records: number) => Buffer.concat(Array.from({ length: records }, (_, i) => Buffer.concat([Uint8Array.of(i % 10), randomBytes(3072)])))
  archive = await archiveOf({ 'data_batch_1.bin': noise(300), 'test_batch.bin': noise(100) })
  md5 = createHash('md5').update(archive).digest('hex')
  server = createServer((request, response) => {
    const from = request.headers['if-range'] === '"it"' ? Number(/^bytes=(\d+)-$/.exec(request.headers.range ?? '')?.[1] ?? 0) : 0
    begins.push(from)
    if (from >= archive.length) return void response.writeHead(416, { 'content-range': `bytes */${archive.length}` }).end()
    response.writeHead(from ? 206 : 200, { etag: '"it"', 'content-length': archive.length - from, ...(from && { 'content-range': `bytes ${from}-${archive.length - 1}/${archive.length}` }) })
    const giving = async () => {
      for (let at = from; at < archive.length && !response.destroyed; at += 50_000) {
        response.write(archive.subarray(at, at + 50_000))
        await wait(4)
      }
      response.end()
    }
    void giving()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/cifar.tar.gz`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await rm(folder, { recursive: true })
})

/** Begins a download, and gives what it said when it ended or was killed so long after its beginning. `most`: the kilobytes that a file may have, if there is a limit. */
async function getting(library: string, { killAfter, most }: { killAfter?: number; most?: number } = {}): Promise<{ said: string[]; milliseconds: number }> {
  const words = [program, library, address, md5, String(archive.length)]
  const limited = ['-c', `ulimit -f ${(most ?? 0) * 2}; exec "$0" "$@"`, process.execPath, ...words]
  const child = most === undefined ? spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'ignore'] }) : spawn('sh', limited, { stdio: ['ignore', 'pipe', 'ignore'] })
  return await saidUntilKilled(child, killAfter)
}

it('a download that is killed at any of a hundred moments leaves no data set or a whole one, and goes on with what came', { timeout: 240_000 }, async () => {
  const first = await getting(join(folder, 'whole'))
  const [, hash] = first.said
  expect(hash).toMatch(/^[0-9a-f]{64}$/)

  const source = random(11)
  const library = join(folder, 'killed')
  const outcomes = { none: 0, whole: 0, part: 0 }
  for (let round = 0; round < 100; round++) {
    const part = join(library, 'downloads', 'cifar.tar.gz.part')
    const before = await stat(part).then(({ size }) => size, () => 0)
    const asked = begins.length
    await getting(library, { killAfter: source.uniform() * first.milliseconds * 0.8 })
    // Whatever came before is not asked for again.
    if (begins.length > asked) expect(begins[asked]).toBe(before)
    if (existsSync(part)) {
      outcomes.part++
      expect(Buffer.compare(await readFile(part), archive.subarray(0, (await stat(part)).size))).toBe(0)
    }
    const file = join(library, 'downloads', 'cifar.tar.gz')
    if (existsSync(file)) expect(Buffer.compare(await readFile(file), archive)).toBe(0)
    const [found] = await listStored(library)
    if (!found) outcomes.none++
    else {
      outcomes.whole++
      expect(found).toMatchObject({ id: 'cifar-10', stored: { hash } })
      expect(await verifyStored(library, 'cifar-10')).toMatchObject({ sound: true })
      await rm(library, { recursive: true })
    }
  }
  // All of it must have been seen, or the moments were not where something happens.
  for (const seen of Object.values(outcomes)) expect(seen).toBeGreaterThan(5)
  expect((await getting(library)).said).toEqual(['begun', hash])
})

it('a download that fills the disk says so in one sentence, keeps what came, and goes on with it when there is room', { timeout: 60_000 }, async () => {
  const library = join(folder, 'full')
  const { said } = await getting(library, { most: 300 })
  expect(said).toEqual(['begun', `The disk is full: there is no space left for cifar.tar.gz in ${join(library, 'downloads')}.`])
  const kept = (await stat(join(library, 'downloads', 'cifar.tar.gz.part'))).size
  expect(kept).toBe(300 * 1024)
  expect((await getting(library)).said[1]).toMatch(/^[0-9a-f]{64}$/)
  expect(begins.at(-1)).toBe(kept)
})
