import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises'
import { request, type IncomingHttpHeaders } from 'node:http'
import { connect as connectSocket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { startServer, type StudioServer } from '#electron/server/server'
import { Uploads } from '#electron/server/uploads'
import { socketPort } from '#electron/transport/socketPort'
import { connect } from '#shared/contract/client'
import type { Handlers } from '#shared/contract/contract'
import { studioContract, type StudioContract } from '#shared/contract/studio'

/** Of the whole studio only what is asked here. */
const handlers = {
  app: {
    about: () => ({ version: '1', library: 'here', platform: 'test', dialogs: false }),
    settings(_input: unknown, teller: { snapshot(settings: unknown): void }) {
      teller.snapshot({ theme: 'dark', language: 'en', toured: true })
    },
  },
} as unknown as Handlers<StudioContract>

let folder: string
let uploads: Uploads
let server: StudioServer
let port: number
let token: string
let cookie: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vgg-studio-server-'))
  await mkdir(join(folder, 'window', 'assets'), { recursive: true })
  await writeFile(join(folder, 'window', 'index.html'), '<!doctype html><title>here</title>')
  await writeFile(join(folder, 'window', 'assets', 'a b.js'), 'export {}')
  await writeFile(join(folder, 'window', 'assets', 'key.pem'), 'secret')
  await writeFile(join(folder, 'secret.js'), 'secret')
  await symlink(join(folder, 'secret.js'), join(folder, 'window', 'link.js'))
  uploads = new Uploads({ library: join(folder, 'library'), bringIn: () => Promise.reject(new Error('Nothing is handed over here')) })
  server = await startServer({ folder: join(folder, 'window'), handlers, uploads, port: 0 })
  const address = new URL(server.address)
  port = Number(address.port)
  token = address.searchParams.get('token')!
  cookie = (await get(`/?token=${token}`)).headers['set-cookie']![0]!.split(';')[0]!
})
afterAll(async () => {
  await server.close()
  await rm(folder, { recursive: true })
})

describe('the server for browsers', () => {
  it('lets in who has the printed address, and takes the token out of it', async () => {
    const { status, headers } = await get(`/?token=${token}`)
    expect(status).toBe(303)
    expect(headers.location).toBe('/')
    expect(headers['set-cookie']![0]).toMatch(/HttpOnly; SameSite=Strict$/)
    expect(await get('/', { cookie })).toMatchObject({ status: 200, body: expect.stringContaining('here') as string })
  })

  it('lets in nobody else', async () => {
    for (const [path, headers] of [
      ['/', {}], ['/index.html', {}], ['/?token=', {}], [`/?token=${token.slice(1)}x`, {}], ['/', { cookie: `vgg-studio-${port}=${'x'.repeat(token.length)}` }],
      ['/', { cookie: 'a; =; ;;' }], ['/assets/a%20b.js', { cookie: `other=${token}` }],
    ] as const) {
      const answer = await get(path, headers)
      expect(answer.status).toBe(403)
      expect(answer.body).not.toContain('here')
    }
  })

  it('says why in the language of the browser', async () => {
    expect((await get('/', {})).body).toBe('Open the address that VGG Studio printed when it started, with its token.\n')
    expect((await get('/', { 'accept-language': 'zh-CN,zh;q=0.9,en;q=0.8' })).body).toBe('请打开 VGG Studio 启动时显示的地址，包括其中的令牌。\n')
    expect((await get('/', { 'accept-language': 'de,zh;q=0.5' })).body).toContain('Open the address')
  })

  it('does not answer to another name, nor to pages of other places, even with the cookie', async () => {
    for (const headers of [
      { host: 'evil.example' }, { host: `evil.example:${port}` }, { host: '127.0.0.1' }, { host: `127.0.0.1:${port + 1}` },
      { origin: 'http://evil.example' }, { origin: 'null' }, { origin: `https://127.0.0.1:${port}` }, { origin: `http://127.0.0.1:${port + 1}` },
    ]) expect((await get('/', { cookie, ...headers })).status).toBe(403)
  })

  it('gives each kind of file its type, under a strict policy', async () => {
    const { headers } = await get('/', { cookie })
    expect(headers['content-type']).toBe('text/html; charset=utf-8')
    expect(headers['content-security-policy']).toContain("default-src 'none'; script-src 'self';")
    expect(headers['x-content-type-options']).toBe('nosniff')
    expect((await get('/assets/a%20b.js', { cookie })).headers['content-type']).toBe('text/javascript; charset=utf-8')
  })

  it('gives nothing outside its folder, and no kinds of files that are not the window\'s', async () => {
    for (const path of [
      '/../secret.js', '/%2e%2e/secret.js', '/..%2fsecret.js', '/assets/..%2f..%2fsecret.js', '/..%5csecret.js', '/link.js', '/assets/key.pem', '/assets', '/assets/',
      '/%00.js', '/a%00/../secret.js', '/%', '/%ff.js', '//secret.js', `/${folder}/secret.js`, `/${'a/'.repeat(3000)}x.js`, '/file:secret.js',
    ]) {
      const { status, body } = await get(path, { cookie })
      expect([path, status]).toEqual([path, 404])
      expect(body).not.toContain('secret')
    }
  })

  it('is for reading only', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) expect((await get('/', { cookie }, method)).status).toBe(405)
  })

  it('goes on after what is no request', async () => {
    for (const bytes of ['\0\0\0', 'GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n\r\n', `GET /port HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n`, `GET / HTTP/1.1\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`]) {
      const answered = await raw(bytes)
      expect(answered).not.toContain(' 200 ')
      expect(answered).not.toContain(' 101 ')
    }
    expect((await get('/', { cookie })).status).toBe(200)
  })

  it('takes a free port unless one is named, and says when that one is taken', async () => {
    await expect(startServer({ folder, handlers, uploads, port })).rejects.toMatchObject({ code: 'portTaken', sentence: `Port ${port} of this machine is taken or not allowed.` })
  })
})

describe('a window in a browser', () => {
  it('asks the studio over a WebSocket, several at once', async () => {
    const windows = await Promise.all([1, 2, 3].map(() => open({ cookie, origin: `http://127.0.0.1:${port}` })))
    for (const socket of windows) {
      const ownPort = socketPort(socket)
      const client = connect(studioContract, ownPort)
      await expect(client.app.about({})).resolves.toMatchObject({ version: '1' })
      ownPort.close()
    }
  })

  it('is refused without the cookie, from another place, and anywhere else', async () => {
    const origin = `http://127.0.0.1:${port}`
    for (const [headers, path] of [
      [{ origin }, '/port'], [{ cookie }, '/port'], [{ cookie, origin: 'http://evil.example' }, '/port'], [{ cookie, origin: 'null' }, '/port'], [{ cookie, origin: `http://localhost:${port}` }, '/port'],
      [{ cookie, origin, host: `evil.example:${port}` }, '/port'], [{ cookie, origin }, '/'], [{ origin }, `/port?token=${token}`],
    ] as const) await expect(open(headers, path)).rejects.toThrow('403')
  })

  it('is let go when it sends what is no message, and others stay', async () => {
    const origin = `http://127.0.0.1:${port}`
    const good = connect(studioContract, socketPort(await open({ cookie, origin })))
    for (const message of ['text', Buffer.from('no frame'), Buffer.alloc(64e6 + 1)]) {
      const socket = await open({ cookie, origin })
      const closed = new Promise((end) => socket.on('close', end).on('error', () => undefined))
      socket.send(message)
      await closed
    }
    await expect(good.app.about({})).resolves.toMatchObject({ version: '1' })
  })

  it('is told when the server ends', async () => {
    const other = await startServer({ folder: join(folder, 'window'), handlers, uploads, port: 0 })
    const address = new URL(other.address)
    const left = (await get(`/?${address.searchParams}`, { host: address.host }, 'GET', Number(address.port))).headers['set-cookie']![0]!
    const client = connect(studioContract, socketPort(await open({ cookie: left, origin: address.origin }, '/port', Number(address.port))))
    const ended = new Promise((end) => client.app.settings({}, { snapshot: () => void other.close(), event: () => undefined, ended: end }))
    expect(await ended).toMatchObject({ code: 'connectionLost' })
  })
})

interface Answer {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

function get(path: string, headers: Record<string, string> = {}, method = 'GET', at = port): Promise<Answer> {
  return new Promise((done, fail) => {
    const asked = request({ host: '127.0.0.1', port: at, path, method, headers, agent: false }, (response) => {
      let body = ''
      response.setEncoding('utf8').on('data', (text: string) => (body += text)).on('end', () => done({ status: response.statusCode!, headers: response.headers, body }))
    })
    asked.on('error', fail).end()
  })
}

function raw(bytes: string): Promise<string> {
  return new Promise((done) => {
    let answered = ''
    const socket = connectSocket(port, '127.0.0.1', () => socket.write(bytes))
    socket.setEncoding('utf8').on('data', (text: string) => {
      answered += text
      socket.end()
    }).on('error', () => undefined).on('close', () => done(answered))
  })
}

function open(headers: Record<string, string>, path = '/port', at = port): Promise<WebSocket> {
  return new Promise((done, fail) => {
    const socket = new WebSocket(`ws://127.0.0.1:${at}${path}`, { headers })
    socket.once('open', () => done(socket)).once('error', fail)
  })
}
