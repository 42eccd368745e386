import type { Port } from './port'

/** Two ends of a connection inside one process, with what structured clone does to messages on their way. */
export function memoryPorts(): readonly [Port, Port] {
  const [a, b] = [new MemoryPort(), new MemoryPort()]
  a.other = b
  b.other = a
  return [a, b]
}

const platform = globalThis as unknown as { structuredClone(value: unknown): unknown; queueMicrotask(task: () => void): void }

class MemoryPort implements Port {
  other!: MemoryPort
  private readonly waiting: unknown[] = []
  private readonly closeListeners: (() => void)[] = []
  private listener: ((message: unknown) => void) | undefined
  private closed = false

  send(message: unknown): void {
    if (this.closed) return
    const copy = platform.structuredClone(message)
    platform.queueMicrotask(() => this.other.receive(copy))
  }

  onMessage(listener: (message: unknown) => void): void {
    this.listener = listener
    for (const message of this.waiting.splice(0)) listener(message)
  }

  onClose(listener: () => void): void {
    if (this.closed) listener()
    else this.closeListeners.push(listener)
  }

  close(): void {
    if (this.closed) return
    this.closed = true
    for (const listener of this.closeListeners.splice(0)) listener()
    platform.queueMicrotask(() => this.other.close())
  }

  private receive(message: unknown): void {
    if (this.closed) return
    if (this.listener) this.listener(message)
    else this.waiting.push(message)
  }
}
