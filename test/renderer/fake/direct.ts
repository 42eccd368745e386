import type { Client, Contract, Handlers, Listener, Teller } from '#shared/contract/contract'

type AnyHandlers = Record<string, Record<string, (input: unknown, second: unknown, third: unknown) => unknown>>

/** A client whose questions go straight to these handlers, each answer a turn later, as over the shortest of wires. */
export function directClient<C extends Contract>(contract: C, handlers: Handlers<C>): Client<C> {
  const methods = handlers as unknown as AnyHandlers
  return Object.fromEntries(
    Object.entries(contract).map(([area, rows]) => [
      area,
      Object.fromEntries(Object.entries(rows).map(([name, { is }]) => {
        const handler = methods[area]![name]!
        if (is === 'call') return [name, async (input: unknown) => handler(input, { signal: new AbortController().signal }, undefined)]
        return [name, (input: unknown, listener: Listener<unknown, unknown>) => {
          const over = new AbortController()
          const told = (tell: () => void) => queueMicrotask(() => over.signal.aborted || tell())
          const teller: Teller<unknown, unknown> = {
            snapshot: (snapshot) => told(() => listener.snapshot(snapshot)),
            event: (event) => told(() => listener.event(event)),
            end: (problem) => told(() => listener.ended?.(problem)),
          }
          void handler(input, teller, { signal: over.signal })
          return () => over.abort()
        }]
      })),
    ]),
  ) as unknown as Client<C>
}
