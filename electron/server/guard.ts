import { randomBytes, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'

/** Who may come in: the one who knows the token, by the address that was printed or by the cookie that it left. */
export interface Guard {
  readonly token: string
  /** The header that leaves the token with a browser. */
  readonly cookie: string
  /** Whether it was meant for this server and comes from a page of it. Another site's name that leads to this machine (DNS rebinding) is not. */
  meant(request: IncomingMessage): boolean
  /** A WebSocket says where its page is from; one that does not say, or is of another place, is not let in. */
  ownPage(request: IncomingMessage): boolean
  /** Whether the address carries the token. */
  introduced(address: URL): boolean
  known(request: IncomingMessage): boolean
}

/** A guard with a new token for the server at this port. */
export function guardOf(port: number): Guard {
  const token = randomBytes(32).toString('base64url')
  // Cookies do not know ports: two servers on one machine must not take each other's.
  const name = `vgg-studio-${port}`
  const hosts = [`127.0.0.1:${port}`, `localhost:${port}`]
  const origins = hosts.map((host) => `http://${host}`)
  return {
    token,
    cookie: `${name}=${token}; Path=/; HttpOnly; SameSite=Strict`,
    meant: ({ headers }) => hosts.includes(headers.host ?? '') && (headers.origin === undefined || origins.includes(headers.origin)),
    ownPage: ({ headers }) => headers.origin !== undefined && headers.origin === `http://${headers.host}`,
    introduced: (address) => same(address.searchParams.get('token'), token),
    known: ({ headers }) => (headers.cookie ?? '').split(';').some((pair) => {
      const [key, value] = pair.trim().split('=', 2)
      return key === name && same(value, token)
    }),
  }
}

/** Takes as long for a near miss as for any other. */
function same(given: string | null | undefined, token: string): boolean {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(token)]
  return a.length === b.length && timingSafeEqual(a, b)
}
