import type { Area, Client, Handlers } from './contract'
import type { Signal } from './signal'

type AnyCall = (input: unknown, options: unknown) => Promise<unknown>
type AnyStream = (input: unknown, listener: unknown) => () => void

/**
 * Handlers that pass everything of an area on to a client of it: what one process is asked and another one answers. `client` is asked for
 * each time, since the process behind it may be a new one.
 */
export function forward<A extends Area>(area: A, client: () => Client<{ area: A }>['area'] | Promise<Client<{ area: A }>['area']>): Handlers<{ area: A }>['area'] {
  const handlers = Object.entries(area).map(([name, entry]) => [
    name,
    entry.is === 'call'
      ? async (input: unknown, context: unknown) => ((await client()) as unknown as Record<string, AnyCall>)[name]!(input, context)
      : async (input: unknown, teller: { snapshot(s: unknown): void; event(e: unknown): void; end(p?: unknown): void }, { signal }: { signal: Signal }) => {
          const asked = (await client()) as unknown as Record<string, AnyStream>
          if (signal.aborted) return
          const stop = asked[name]!(input, { snapshot: teller.snapshot, event: teller.event, ended: teller.end })
          signal.addEventListener('abort', stop)
        },
  ])
  return Object.fromEntries(handlers) as Handlers<{ area: A }>['area']
}
