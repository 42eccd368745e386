import { socketPort } from '#electron/transport/socketPort'
import { phrase, spoken, type Phrase } from '#shared/base/phrase'
import { asProblem, plain, problem, StudioProblem } from '#shared/base/problem'
import { zhCN } from '#shared/base/zhCN'
import type { Handlers } from '#shared/contract/contract'
import { serve } from '#shared/contract/server'
import { studioContract, type StudioContract } from '#shared/contract/studio'
import { uploadAnswers, uploadPath, type UploadKind } from '#shared/contract/upload'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import { guardOf, type Guard } from './guard'
import type { Uploads } from './uploads'
import { windowFile, windowHeaders } from './windowFiles'

/** A message from a window is at most so long: a dropped photograph fits, no more is asked for. */
const mostMessageBytes = 64e6

/** Where in the server the window's WebSocket is. */
const portPath = '/port'

export interface ServerOptions {
  /** The folder of the window's files. */
  readonly folder: string
  readonly handlers: Handlers<StudioContract>
  /** Takes the files that a window hands over. */
  readonly uploads: Uploads
  /** 0 takes a free one. */
  readonly port: number
  readonly log?: (where: string, fault: unknown) => void
}

export interface StudioServer {
  /** What to open in a browser, token and all. */
  readonly address: string
  /** Ends it, and every window's connection. */
  close(): Promise<void>
}

/** Serves the studio to browsers on this machine, and to nobody else. Throws portTaken. */
export async function startServer({ folder, handlers, uploads, port, log }: ServerOptions): Promise<StudioServer> {
  // A large file may take its time; who asks is known before a byte of it is read, and a way that breaks ends it.
  const server = createServer({ maxHeaderSize: 16_384, requestTimeout: 0 })
  const number = await listen(server, port)
  const guard = guardOf(number)
  const sockets = new WebSocketServer({ noServer: true, maxPayload: mostMessageBytes, perMessageDeflate: false })
  const headers = windowHeaders([`ws://127.0.0.1:${number}`, `ws://localhost:${number}`])

  server.on('request', (request, response) => {
    answer(request, response, { guard, folder, headers, uploads, log }).catch((fault: unknown) => {
      log?.('server', fault)
      response.destroy()
    })
  })
  server.on('upgrade', (request, socket: Duplex, head) => {
    socket.on('error', () => socket.destroy())
    const address = addressOf(request)
    if (address?.pathname !== portPath || !guard.meant(request) || !guard.ownPage(request) || !guard.known(request)) {
      socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\nContent-Length: 0\r\n\r\n')
      return
    }
    sockets.handleUpgrade(request, socket, head, (opened) => serve(studioContract, socketPort(opened), handlers, log && { log }))
  })
  return {
    address: `http://127.0.0.1:${number}/?token=${guard.token}`,
    async close() {
      for (const socket of sockets.clients) socket.terminate()
      await new Promise<void>((closed) => {
        server.close(() => closed())
        server.closeAllConnections()
      })
      await uploads.settled()
    },
  }
}

interface Answering extends Pick<ServerOptions, 'folder' | 'uploads'> {
  readonly guard: Guard
  readonly headers: Readonly<Record<string, string>>
  readonly log: ServerOptions['log']
}

async function answer(request: IncomingMessage, response: ServerResponse, answering: Answering): Promise<void> {
  const { guard, folder, headers } = answering
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
  const say = (status: number, says: Phrase) => {
    const sentence = wantsChinese(request) ? spoken(says, zhCN.phrases) : spoken(says)
    response.writeHead(status, { 'Content-Type': 'text/plain; charset=utf-8' }).end(`${sentence}\n`)
  }
  const address = addressOf(request)
  if (!address || !guard.meant(request)) return say(403, phrase('pageOfOthers'))
  const kind = request.method === 'POST' && uploadKindOf(address)
  if (kind) {
    if (!guard.ownPage(request) || !guard.known(request)) return say(403, phrase('onlyWindowHandsOver'))
    return await takeUpload(request, response, { ...answering, kind, name: address.searchParams.get('name') ?? '' })
  }
  if (request.method !== 'GET' && request.method !== 'HEAD') return say(405, phrase('onlyReading'))
  if (address.pathname === '/' && guard.introduced(address)) {
    // The token leaves the address bar, and so the history.
    response.writeHead(303, { Location: '/', 'Set-Cookie': guard.cookie }).end()
    return
  }
  if (!guard.known(request)) return say(403, phrase('openWithToken'))
  const file = await windowFile(folder, address.pathname)
  if (!file) return say(404, phrase('nothingHere'))
  response.writeHead(200, { 'Content-Type': file.type, 'Content-Length': file.bytes.length })
  response.end(request.method === 'HEAD' ? undefined : file.bytes)
}

/** As the window chooses: Chinese where that is the browser's first language. */
function wantsChinese({ headers }: IncomingMessage): boolean {
  return /^\s*zh/i.test(headers['accept-language'] ?? '')
}

function uploadKindOf({ pathname }: URL): UploadKind | undefined {
  return (Object.keys(uploadAnswers) as UploadKind[]).find((kind) => pathname === `${uploadPath}${kind}`)
}

async function takeUpload(request: IncomingMessage, response: ServerResponse, { uploads, log, kind, name }: Answering & { readonly kind: UploadKind; readonly name: string }): Promise<void> {
  const tell = (status: number, answer: object) => {
    // What is still to come of a file that is refused is not waited for.
    response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8', ...(!request.complete && { Connection: 'close' }) }).end(JSON.stringify(answer))
  }
  try {
    tell(200, await uploads.take(kind, name, request))
  } catch (thrown) {
    if (!(thrown instanceof StudioProblem)) log?.(`upload of ${kind}`, thrown)
    tell(422, plain(asProblem(thrown)))
  }
}

function addressOf({ url }: IncomingMessage): URL | undefined {
  try {
    return url?.startsWith('/') ? new URL(`http://here${url}`) : undefined
  } catch {
    return undefined
  }
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((ready, fail) => {
    server.once('error', (fault: NodeJS.ErrnoException) => fail(['EADDRINUSE', 'EACCES'].includes(fault.code ?? '') ? problem('portTaken', { port }) : fault))
    server.listen(port, '127.0.0.1', () => ready((server.address() as AddressInfo).port))
  })
}
