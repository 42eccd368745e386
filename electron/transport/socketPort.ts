import { decodeFrame, encodeFrame } from '#shared/contract/frames'
import type { Port } from '#shared/contract/port'
import type { WebSocket } from 'ws'
import { portOver } from '#shared/contract/wiredPort'

/** What waits to be sent to a window that does not read is bounded: then the window is let go, and asks anew when it is back. */
const mostWaitingBytes = 256e6

/** A port over a WebSocket, each message a binary frame. Whoever sends what is none is let go. */
export function socketPort(socket: WebSocket): Port {
  const { port, receive, ended } = portOver({
    send(message) {
      if (socket.bufferedAmount > mostWaitingBytes) socket.terminate()
      else if (socket.readyState === socket.OPEN) socket.send(encodeFrame(message))
    },
    close: () => socket.close(),
  })
  socket.binaryType = 'nodebuffer'
  socket.on('message', (data: Buffer, isBinary: boolean) => {
    let message: unknown
    try {
      if (!isBinary) throw new TypeError('A message is binary')
      message = decodeFrame(data)
    } catch {
      socket.close(1003, 'no message')
      return
    }
    receive(message)
  })
  socket.on('close', ended)
  // What breaks is told by close, which follows.
  socket.on('error', () => undefined)
  return port
}
