import { connect } from '#shared/contract/client'
import { decodeFrame, encodeFrame } from '#shared/contract/frames'
import type { Port } from '#shared/contract/port'
import { PORT_GIVEN, PORT_WANTED } from '#shared/contract/preload'
import { studioContract, type StudioContract } from '#shared/contract/studio'
import { portOver } from '#shared/contract/wiredPort'
import { keepConnected, type Connection, type Opened } from './connection'

/** Whether a server has sent this page, as to a browser. */
export const isServed = location.protocol.startsWith('http')

/** The studio of this window: over the port that Electron's preload hands in, or over a WebSocket when a server has sent the page. */
export function connectStudio(): Connection<StudioContract> {
  return keepConnected(studioContract, isServed ? overSocket : overPreload)
}

/** A way over a port, which is closed when the port is. */
function opened(port: Port): Opened<StudioContract> {
  return { client: connect(studioContract, port), closed: new Promise((resolve) => port.onClose(resolve)) }
}

function overPreload(): Promise<Opened<StudioContract>> {
  return new Promise((resolve) => {
    const take = ({ source, data, ports: [given] }: MessageEvent) => {
      if (source !== window || data !== PORT_GIVEN || !given) return
      window.removeEventListener('message', take)
      const { port, receive, ended } = portOver({ send: (message) => given.postMessage(message), close: () => given.close() })
      given.onmessage = (event) => receive(event.data)
      given.addEventListener('close', ended)
      resolve(opened(port))
    }
    window.addEventListener('message', take)
    window.postMessage(PORT_WANTED, location.origin)
  })
}

/** The server that sent the page has its socket beside it; the cookie that opened the page opens that too. */
function overSocket(): Promise<Opened<StudioContract>> {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}/port`)
  socket.binaryType = 'arraybuffer'
  const { port, receive, ended } = portOver({ send: (message) => socket.send(encodeFrame(message) as Uint8Array<ArrayBuffer>), close: () => socket.close() })
  socket.onmessage = ({ data }) => {
    try {
      receive(decodeFrame(new Uint8Array(data as ArrayBuffer)))
    } catch {
      socket.close()
    }
  }
  socket.onclose = ended
  return new Promise((resolve, reject) => {
    socket.onopen = () => resolve(opened(port))
    socket.onerror = reject
  })
}
