import type { Port } from '#shared/contract/port'
import type { MessagePort } from 'node:worker_threads'
import { portOver } from '#shared/contract/wiredPort'

/** A port over a MessagePort of worker threads. */
export function workerPort(messages: MessagePort): Port {
  const { port, receive, ended } = portOver({ send: (message) => messages.postMessage(message), close: () => messages.close() })
  messages.on('message', receive)
  messages.on('close', ended)
  return port
}
