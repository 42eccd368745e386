import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import { request, type OutgoingHttpHeaders } from 'node:http'
import { basename, dirname, join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { Library } from '#electron/runs/library'
import { START } from '#electron/runs/start'
import { sweepUploads } from '#electron/server/keptUploads'
import { Desks } from '#electron/studio/desks'
import { startServer, type StudioServer } from '#electron/server/server'
import { Uploads, type UploadsOptions } from '#electron/server/uploads'
import type { Handlers } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'
import { defaultPlan } from '#shared/plan/plan'
import { presets } from '#shared/presets/index'
import { temporaryFolder } from '../datasets/cifarFiles'

const running: StudioServer[] = []
afterEach(() => Promise.all(running.splice(0).map((server) => server.close())))

/** A server on a library of its own that notes what pictures it was to bring in, and how a window asks it. */
async function serverWith(options: Partial<UploadsOptions> = {}) {
  const library = await temporaryFolder()
  const brought: { name: string; bytes: string }[] = []
  const bringIn = async (path: string) => {
    brought.push({ name: basename(path), bytes: await readFile(path, 'utf8') })
    return { id: 'pets' }
  }
  const server = await startServer({ folder: library, handlers: {} as Handlers<StudioContract>, uploads: new Uploads({ library, bringIn, ...options }), port: 0 })
  running.push(server)
  const { origin, port, searchParams } = new URL(server.address)
  const headers = { cookie: `vgg-studio-${port}=${searchParams.get('token')}`, origin }
  const left = () => readdir(join(library, 'uploads')).catch(() => [])
  return { server, library, brought, left, origin, headers, post: (path: string, body: string | readonly string[], more: OutgoingHttpHeaders = headers) => post(origin, path, body, more) }
}

interface Answer {
  readonly status: number
  readonly answer: unknown
}

/** Pieces are sent without a word about their length. */
function post(origin: string, path: string, body: string | readonly string[], headers: OutgoingHttpHeaders): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request(`${origin}${path}`, { method: 'POST', headers, agent: false }, (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (part: string) => (text += part)).on('end', () => done({ status: response.statusCode!, answer: text.startsWith('{') ? JSON.parse(text) : text }))
    })
    asked.on('error', fail)
    if (typeof body === 'string') return void asked.end(body)
    for (const part of body) asked.write(part)
    asked.end()
  })
}

describe('a file that a browser hands over', () => {
  it('is brought in under its name when it is whole, and only then', async () => {
    const { post, brought } = await serverWith()
    expect(await post('/upload/pictures?name=Pets%20of%20mine.zip', 'bytes')).toEqual({ status: 200, answer: { id: 'pets' } })
    expect(await post('/upload/pictures?name=%E5%9B%BE%E7%89%87', ['in ', 'pieces'])).toEqual({ status: 200, answer: { id: 'pets' } })
    expect(brought).toEqual([{ name: 'Pets of mine.zip', bytes: 'bytes' }, { name: '图片', bytes: 'in pieces' }])
  })

  it('is kept when it has weights: one copy of the same file, and the name that it had', async () => {
    const { post, library, left } = await serverWith()
    const kept = async (name: string, bytes: string) => ((await post(`/upload/weights?name=${name}`, bytes)).answer as { path: string }).path
    const path = await kept('vgg.pth', 'weights')
    expect([basename(path), dirname(dirname(path)), await readFile(path, 'utf8')]).toEqual(['vgg.pth', join(library, 'uploads'), 'weights'])
    expect(await kept('vgg.pth', 'weights')).toBe(path)
    expect(await kept('vgg.pth', 'others')).not.toBe(path)
    expect(basename(await kept('other.pth', 'weights'))).toBe('other.pth')
    expect(await left()).toHaveLength(3)
  })

  it('is taken from the own window alone, and for what there is', async () => {
    const { post, origin, headers, brought, left } = await serverWith()
    const { cookie } = headers
    for (const [path, given, status] of [
      ['pictures', {}, 403], ['pictures', { origin }, 403], ['pictures', { cookie }, 403], ['pictures', { cookie, origin: 'http://evil.example' }, 403], ['pictures', { cookie, origin: 'null' }, 403],
      ['pictures', { cookie: cookie.slice(0, -1), origin }, 403], ['pictures', { ...headers, host: 'evil.example' }, 403], ['weights', { origin }, 403],
      ['', headers, 405], ['others', headers, 405], ['constructor', headers, 405], ['pictures/', headers, 405],
    ] as const) expect([path, given, (await post(`/upload/${path}?name=a.zip`, 'bytes', given)).status]).toEqual([path, given, status])
    expect([brought, await left()]).toEqual([[], []])
  })

  it('has a name that is one on every system, or is not taken', async () => {
    const { post, brought, left } = await serverWith()
    for (const name of ['', '.', '..', '../a.zip', '/etc/passwd', 'a/b', 'a\\b', 'C:a', 'a\0b', 'a\nb', 'nul', 'COM1.zip', 'a.', ' a', 'x'.repeat(201), '图'.repeat(70)])
      expect([name, await post(`/upload/pictures?name=${encodeURIComponent(name)}`, 'bytes')]).toMatchObject([name, { status: 422, answer: { code: 'callMalformed' } }])
    expect((await post('/upload/pictures', 'bytes')).status).toBe(422)
    expect([brought, await left()]).toEqual([[], []])
  })

  it('is refused with a sentence when it is too large, announced or not, and when there is no room; nothing of it stays', async () => {
    const small = await serverWith({ mostBytes: 1e6 })
    const tooLarge = { status: 422, answer: { code: 'uploadTooLarge', sentence: 'a.zip has more than the 0.001 GB that a browser may hand over at once.' } }
    expect(await small.post('/upload/pictures?name=a.zip', 'x', { ...small.headers, 'content-length': 1e6 + 1 })).toMatchObject(tooLarge)
    expect(await small.post('/upload/pictures?name=a.zip', ['x'.repeat(6e5), 'x'.repeat(6e5)])).toMatchObject(tooLarge)
    const full = await serverWith({ freeSpace: () => Promise.resolve(500e6) })
    expect(await full.post('/upload/weights?name=a.pth', 'weights')).toMatchObject({
      status: 422, answer: { code: 'uploadNoRoom', sentence: 'Taking a.pth from the browser needs 501 MB of free space in the library, and only 500 MB are free.' },
    })
    expect([await small.left(), small.brought, await full.left()]).toEqual([[], [], []])
  })

  it('leaves nothing when the connection breaks, or the server ends', async () => {
    for (const ends of ['window', 'server'] as const) {
      const { server, origin, headers, left, brought } = await serverWith()
      const asked = request(`${origin}/upload/pictures?name=a.zip`, { method: 'POST', headers: { ...headers, 'content-length': 1e6 }, agent: false })
      asked.on('error', () => undefined).write('the first bytes')
      await expect.poll(async () => (await left()).length).toBe(1)
      if (ends === 'window') asked.destroy()
      else await server.close()
      await expect.poll(left).toEqual([])
      expect(brought).toEqual([])
    }
  })

  it('leaves nothing when its pictures cannot be brought in, and says why', async () => {
    const { post, left } = await serverWith({ bringIn: () => Promise.reject(new Error('no')) })
    expect(await post('/upload/pictures?name=a.zip', 'bytes')).toMatchObject({ status: 422, answer: { code: 'internal' } })
    expect(await left()).toEqual([])
  })
})

describe('what was handed over to servers before', () => {
  it('is swept, but for weights from which the desk or a run that waits is to start', async () => {
    const library = await temporaryFolder()
    const gone = '2147483646'
    const place = async (folder: string) => {
      const path = join(library, 'uploads', folder, 'a.pth')
      await mkdir(dirname(path), { recursive: true })
      await writeFile(path, 'weights')
      return path
    }
    const passing = `.b.${process.pid}.partial`
    const [onDesk, waits, begun] = [await place('desk'), await place('waits'), await place('begun'), await place('nobody'), await place(passing), await place(`.a.${gone}.partial`)]
    await new Desks(library).write('one', { from: { from: 'file', path: onDesk } })
    await new Desks(library).write('two', { from: undefined })
    const runs = new Library(library)
    const order = (path: string) => ({ graph: presets['lenet-5'].build(32, 10), plan: defaultPlan, data: 'shapes-10', from: { from: 'file' as const, path }, device: 'auto' as const })
    await runs.create(order(waits), {})
    await writeFile(join(runs.folderOf(await runs.create(order(begun), {})), START), '')
    await sweepUploads(library)
    expect(await readdir(join(library, 'uploads'))).toEqual([passing, 'desk', 'waits'])
  })
})
