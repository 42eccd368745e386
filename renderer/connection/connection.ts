import { problem } from '#shared/base/problem'
import type { Client, Contract, Listener } from '#shared/contract/contract'
import { shallowRef, type ShallowRef } from 'vue'

/** A way to the studio that is open now. */
export interface Opened<C extends Contract> {
  readonly client: Client<C>
  /** Fulfilled when the way is closed, for whatever reason. */
  readonly closed: Promise<void>
}

export type ConnectionState = 'connecting' | 'connected' | 'lost'

export interface Connection<C extends Contract> {
  /** The same object for the life of the window, whatever becomes of the ways beneath. */
  readonly client: Client<C>
  readonly state: Readonly<ShallowRef<ConnectionState>>
  close(): void
}

type AnyListener = Listener<unknown, unknown>
type AnyCall = (input: unknown, options?: unknown) => Promise<unknown>
type AnyStream = (input: unknown, listener: AnyListener) => () => void

/** So many milliseconds to wait before the first, second, … try to connect anew; the last goes on. */
const PAUSES = [200, 500, 1000, 2000]

/**
 * Keeps a way to the studio open: when it closes another is opened, and streams begin anew with a snapshot. Calls that are made before there is a way wait
 * for it; those that were under way when it closed reject with what the way says, and those made while it is lost with connectionLost.
 */
export function keepConnected<C extends Contract>(contract: C, open: () => Promise<Opened<C>>): Connection<C> {
  const state = shallowRef<ConnectionState>('connecting')
  const streams = new Set<Kept>()
  let way: Opened<C> | undefined
  let closed = false
  let tries = 0
  let arrived: () => void
  const first = new Promise<void>((resolve) => (arrived = resolve))

  async function begin(): Promise<void> {
    try {
      way = await open()
    } catch {
      return again()
    }
    tries = 0
    state.value = 'connected'
    arrived()
    for (const kept of streams) kept.begin(way)
    await way.closed
    way = undefined
    for (const kept of streams) kept.stop = undefined
    again()
  }

  function again(): void {
    if (closed) return
    state.value = 'lost'
    setTimeout(() => void begin(), PAUSES[Math.min(tries++, PAUSES.length - 1)])
  }

  interface Kept {
    begin(way: Opened<C>): void
    stop: (() => void) | undefined
  }

  const methodOf = (way: Opened<C>, area: string, name: string) => (way.client as Record<string, Record<string, unknown>>)[area]![name]

  const callTo = (area: string, name: string): AnyCall => async (input, options) => {
    if (!way && state.value === 'connecting') await first
    if (!way) throw problem('connectionLost')
    return (methodOf(way, area, name) as AnyCall)(input, options)
  }

  const streamTo = (area: string, name: string): AnyStream => (input, listener) => {
    const forget = () => streams.delete(kept)
    const kept: Kept = {
      stop: undefined,
      begin(over) {
        kept.stop = (methodOf(over, area, name) as AnyStream)(input, {
          snapshot: (snapshot) => listener.snapshot(snapshot),
          event: (event) => listener.event(event),
          ended(fault) {
            // A stream that ends because its way did goes on over the next one.
            if (fault?.code === 'connectionLost') return
            forget()
            listener.ended?.(fault)
          },
        })
      },
    }
    streams.add(kept)
    if (way) kept.begin(way)
    return () => {
      forget()
      kept.stop?.()
    }
  }

  const client = Object.fromEntries(
    Object.entries(contract).map(([area, methods]) => [
      area,
      Object.fromEntries(Object.entries(methods).map(([name, { is }]) => [name, is === 'call' ? callTo(area, name) : streamTo(area, name)])),
    ]),
  ) as unknown as Client<C>

  void begin()
  return { client, state, close: () => (closed = true) }
}
