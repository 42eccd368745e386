import type { Port } from '#shared/contract/port'
import { portOver } from '#shared/contract/wiredPort'

/** What a MessagePortMain of Electron has of which a port is made; only electron/main may import Electron itself. */
export interface ElectronMessages {
  postMessage(message: unknown): void
  on(event: 'message', listener: (event: { readonly data: unknown }) => void): unknown
  on(event: 'close', listener: () => void): unknown
  start(): void
  close(): void
}

/** What a utility process of Electron has as `process.parentPort`: its first message brings the port to talk over. */
export interface ElectronParent {
  once(event: 'message', listener: (event: { readonly ports: readonly ElectronMessages[] }) => void): unknown
}

/** A port over a MessagePortMain of Electron, in whichever process it is. */
export function messagePort(messages: ElectronMessages): Port {
  return portWhen((take) => take(messages))
}

/** A port over the MessagePortMain that whoever started this utility process gives it; what is sent before it is there waits. */
export function givenPort(parent: ElectronParent): Port {
  return portWhen((take) => void parent.once('message', ({ ports: [first] }) => first && take(first)))
}

function portWhen(come: (take: (messages: ElectronMessages) => void) => void): Port {
  let messages: ElectronMessages | undefined
  let closed = false
  const early: unknown[] = []
  const { port, receive, ended } = portOver({
    send: (message) => (messages ? messages.postMessage(message) : void early.push(message)),
    close() {
      closed = true
      messages?.close()
    },
  })
  come((given) => {
    messages = given
    if (closed) return given.close()
    given.on('message', ({ data }) => receive(data))
    given.on('close', ended)
    given.start()
    for (const message of early.splice(0)) given.postMessage(message)
  })
  return port
}
