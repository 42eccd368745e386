import type { Port } from '#shared/contract/port'
import type { ChildProcess } from 'node:child_process'
import { portOver } from '#shared/contract/wiredPort'
import { givenPort, type ElectronParent } from './messagePort'

/** The parent's end of the channel to a child process, which was forked with `serialization: 'advanced'` so that arrays of bytes cross as they are. */
export function childPort(child: ChildProcess): Port {
  return over(child, () => child.disconnect())
}

/** This process as either kind of parent left it: forked by Node, or a utility process of Electron. */
type Child = NodeJS.Process & { readonly parentPort?: ElectronParent }

/** The child's end of the channel to the process that started it, whether that is Node or Electron. */
export function parentPort(self: Child = process): Port {
  return self.parentPort ? givenPort(self.parentPort) : over(self, () => self.disconnect!())
}

/** What both ends of the channel have. */
interface Channel {
  readonly connected?: boolean
  send?(message: unknown, done: (error: Error | null) => void): boolean
  on(event: 'message', listener: (message: unknown) => void): unknown
  on(event: 'disconnect', listener: () => void): unknown
}

function over(channel: Channel, disconnect: () => void): Port {
  const { port, receive, ended } = portOver({
    send(message) {
      // Whether the other end is still there shows only in sending; that it is gone is told by disconnect.
      if (channel.connected) channel.send!(message, () => undefined)
    },
    close() {
      if (channel.connected) disconnect()
    },
  })
  channel.on('message', receive)
  channel.on('disconnect', ended)
  return port
}
