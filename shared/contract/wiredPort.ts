import type { Port } from './port'

/** What a connection of the system does: sending and closing. The rest of a port is the same for all of them. */
export interface Wire {
  send(message: unknown): void
  close(): void
}

/** A port over a connection, with the two functions by which the connection tells what arrives and that it has ended. */
export function portOver(wire: Wire): { readonly port: Port; receive(message: unknown): void; ended(): void } {
  const waiting: unknown[] = []
  const closing: (() => void)[] = []
  let listener: ((message: unknown) => void) | undefined
  let open = true
  const ended = () => {
    if (!open) return
    open = false
    for (const tell of closing.splice(0)) tell()
  }
  return {
    port: {
      send(message) {
        if (open) wire.send(message)
      },
      onMessage(take) {
        listener = take
        for (const message of waiting.splice(0)) take(message)
      },
      onClose: (tell) => void (open ? closing.push(tell) : tell()),
      close() {
        if (!open) return
        wire.close()
        ended()
      },
    },
    receive(message) {
      if (!open) return
      if (listener) listener(message)
      else waiting.push(message)
    },
    ended,
  }
}
