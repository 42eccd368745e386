import { fork, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { MessageChannel, type MessagePort } from 'node:worker_threads'
import { afterAll, beforeAll, describe } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { childPort } from '#electron/transport/childPort'
import { givenPort, messagePort, type ElectronMessages } from '#electron/transport/messagePort'
import { socketPort } from '#electron/transport/socketPort'
import { workerPort } from '#electron/transport/workerPort'
import { contractSuite, serveSample, type Seen } from '../../helpers/contractSuite'

describe('a contract over ports of worker threads', () => {
  contractSuite(async () => {
    const { port1, port2 } = new MessageChannel()
    const other = workerPort(port2)
    const seen = serveSample(other)
    return { port: workerPort(port1), seen: () => seen, die: () => other.close() }
  })
})

describe('a contract over a port that Electron gave a utility process', () => {
  contractSuite(async () => {
    const { port1, port2 } = new MessageChannel()
    // Asked before the port has come, as a process may that is quick to begin.
    let give: ((event: { ports: ElectronMessages[] }) => void) | undefined
    const other = givenPort({ once: (_event, listener) => (give = listener) })
    const seen = serveSample(other)
    setImmediate(() => give!({ ports: [asElectron(port2)] }))
    return { port: messagePort(asElectron(port1)), seen: () => seen, die: () => other.close() }
  })
})

describe('a contract over the channel to a child process', () => {
  let folder: string
  const children: ChildProcess[] = []
  beforeAll(async () => {
    const { bundle } = (await import('../../../build/bundle.mjs' as string)) as { bundle(entries: Record<string, string>, outdir: string): Promise<void> }
    folder = await mkdtemp(join(tmpdir(), 'vgg-studio-transport-'))
    await bundle({ child: 'test/electron/transport/child.ts' }, folder)
  })
  afterAll(async () => {
    for (const child of children) child.kill('SIGKILL')
    await rm(folder, { recursive: true })
  })
  contractSuite(async () => {
    const child = fork(join(folder, 'child.cjs'), { serialization: 'advanced', execArgv: [] })
    children.push(child)
    const seen = () => new Promise<Seen>((take) => {
      child.on('message', (message) => {
        if (typeof message === 'object' && 'seen' in message) take(message.seen as Seen)
      })
      child.send('seen')
    })
    return { port: childPort(child), seen, die: () => void child.kill('SIGKILL') }
  })
})

describe('a contract over a WebSocket', () => {
  let server: WebSocketServer
  const waiting: ((seen: Seen, socket: WebSocket) => void)[] = []
  beforeAll(async () => {
    server = new WebSocketServer({ port: 0, host: '127.0.0.1' })
    server.on('connection', (socket) => waiting.shift()!(serveSample(socketPort(socket)), socket))
    await new Promise((ready) => server.once('listening', ready))
  })
  afterAll(() => void server.close())
  contractSuite(async () => {
    const there = new Promise<{ seen: Seen; socket: WebSocket }>((take) => waiting.push((seen, socket) => take({ seen, socket })))
    const socket = new WebSocket(`ws://127.0.0.1:${(server.address() as { port: number }).port}`)
    await new Promise((open, fail) => socket.once('open', open).once('error', fail))
    const { seen, socket: other } = await there
    return { port: socketPort(socket), seen: () => seen, die: () => other.terminate() }
  })
})

/** A MessagePort of Node in the form of Electron's MessagePortMain: what arrives is the data of an event, and nothing before it is started. */
function asElectron(messages: MessagePort): ElectronMessages {
  const waiting: (() => void)[] = []
  return {
    postMessage: (message) => messages.postMessage(message),
    on(event: 'message' | 'close', listener: (event: { readonly data: unknown }) => void) {
      waiting.push(() => messages.on(event, (data: unknown) => listener({ data })))
    },
    start: () => waiting.splice(0).forEach((listen) => listen()),
    close: () => messages.close(),
  }
}
