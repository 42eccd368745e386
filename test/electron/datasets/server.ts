import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'

/** Answers a request; `number` counts them from 1. */
export type Answer = (request: IncomingMessage, response: ServerResponse, number: number) => void

/** A server on this computer that is gone when the test is over: its address, and the requests so far. */
export async function serve(answer: Answer): Promise<{ address: string; requests: IncomingMessage[] }> {
  const requests: IncomingMessage[] = []
  const server = createServer((request, response) => answer(request, response, requests.push(request)))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/file`, requests }
}

/** Gives the bytes, from where the request asks when its If-Range is this tag; breaks off after `most` of them, or falls silent there. */
export function give(request: IncomingMessage, response: ServerResponse, bytes: Uint8Array, { tag = '"one"', most = Infinity, silent = false } = {}): void {
  const asked = request.headers['if-range'] === tag ? /^bytes=(\d+)-$/.exec(request.headers.range ?? '') : null
  const from = Number(asked?.[1] ?? 0)
  if (asked && from >= bytes.length) return void response.writeHead(416, { 'content-range': `bytes */${bytes.length}` }).end()
  response.writeHead(asked ? 206 : 200, {
    etag: tag, 'content-length': bytes.length - from,
    ...(asked && { 'content-range': `bytes ${from}-${bytes.length - 1}/${bytes.length}` }),
  })
  if (most >= bytes.length - from) response.end(bytes.subarray(from))
  else response.write(bytes.subarray(from, from + most), () => silent || setTimeout(() => response.destroy(), 20))
}
