import * as v from 'valibot'
import { afterEach, expect, it } from 'vitest'
import { phrase } from '#shared/base/phrase'
import { problem } from '#shared/base/problem'
import { connect } from '#shared/contract/client'
import { call, stream, type Handlers, type Listener } from '#shared/contract/contract'
import type { Port } from '#shared/contract/port'
import { bytes, floats } from '#shared/contract/schemas'
import { serve } from '#shared/contract/server'

/** A contract with one of everything. */
export const sample = {
  sums: {
    add: call(v.object({ a: v.number(), b: v.number() }), v.number()),
    fail: call(v.object({ how: v.picklist(['problem', 'fault', 'lie']) }), v.number()),
    never: call(v.object({}), v.object({})),
    double: call(v.object({ bytes, floats }), v.object({ bytes, floats })),
  },
  ticks: {
    count: stream(v.object({ to: v.number() }), v.object({ so: v.string() }), v.number()),
    wrong: stream(v.object({}), v.object({}), v.number()),
    open: stream(v.object({}), v.number(), v.number()),
  },
}

/** What the answering side was asked and let go of, to look at from outside. */
export interface Seen {
  aborted: number
  open: number
  faults: unknown[]
}

export function sampleHandlers(seen: Seen): Handlers<typeof sample> {
  const held = (signal: { addEventListener(type: 'abort', listener: () => void): void }) => {
    seen.open++
    signal.addEventListener('abort', () => {
      seen.open--
      seen.aborted++
    })
  }
  return {
    sums: {
      add: ({ a, b }) => a + b,
      fail({ how }) {
        if (how === 'problem') throw problem('runUnreadable', { file: 'here', reason: phrase('isNotJson') })
        if (how === 'fault') throw new Error('a fault of ours')
        return 'not a number' as unknown as number
      },
      never: (_input, { signal }) => {
        held(signal)
        return new Promise(() => undefined)
      },
      double: ({ bytes: some, floats: more }) => ({ bytes: some.map((value) => value * 2), floats: more.map((value) => value * 2) }),
    },
    ticks: {
      count({ to }, teller) {
        teller.snapshot({ so: 'far' })
        for (let number = 1; number <= to; number++) teller.event(number)
        teller.end()
      },
      wrong(_input, teller) {
        teller.snapshot({})
        teller.event('not a number' as unknown as number)
      },
      open(_input, teller, { signal }) {
        held(signal)
        teller.snapshot(0)
      },
    },
  }
}

/** Ends of a connection: the asking side here, the answering side here or in another process; `seen` asks that side what it saw. */
export interface Ends {
  readonly port: Port
  seen(): Promise<Seen> | Seen
  /** Ends the answering side as if its process died. */
  die(): void
}

/** The same expectations of every connection. */
export function contractSuite(open: () => Promise<Ends>): void {
  const opened: Ends[] = []
  const begin = async () => {
    const ends = await open()
    opened.push(ends)
    return { ...ends, client: connect(sample, ends.port) }
  }
  afterEach(() => {
    for (const { port } of opened.splice(0)) port.close()
  })

  it('answers a call', async () => {
    const { client } = await begin()
    await expect(client.sums.add({ a: 2, b: 3 })).resolves.toBe(5)
    await expect(Promise.all([1, 2, 3].map((a) => client.sums.add({ a, b: a })))).resolves.toEqual([2, 4, 6])
  })

  it('carries large arrays, and numbers that are not finite', async () => {
    const { client } = await begin()
    const some = new Uint8Array(3_000_001).fill(7)
    const { bytes: doubled, floats: more } = await client.sums.double({ bytes: some, floats: Float32Array.of(1.5, NaN, -Infinity) })
    expect(doubled.length).toBe(some.length)
    expect(doubled[3_000_000]).toBe(14)
    expect([...more]).toEqual([3, NaN, -Infinity])
    await expect(client.sums.add({ a: Infinity, b: 1 })).resolves.toBe(Infinity)
  })

  it('carries a problem as it is, and a fault as one sentence, noted where it happened', async () => {
    const { client, seen } = await begin()
    await expect(client.sums.fail({ how: 'problem' })).rejects.toMatchObject({
      name: 'StudioProblem', code: 'runUnreadable', sentence: 'here does not describe a run: it is not JSON.', details: { file: 'here', reason: { phrase: 'isNotJson', details: {} } },
    })
    await expect(client.sums.fail({ how: 'fault' })).rejects.toMatchObject({ code: 'internal' })
    await expect(client.sums.fail({ how: 'lie' })).rejects.toMatchObject({ code: 'internal' })
    expect((await seen()).faults).toHaveLength(2)
  })

  it('refuses what is asked wrongly, before it is sent', async () => {
    const { client } = await begin()
    await expect(client.sums.add({ a: 'two' as unknown as number, b: 3 })).rejects.toMatchObject({ code: 'callMalformed', sentence: expect.stringContaining('sums.add') as string })
  })

  it('tells a stream: the snapshot, then every event in order, then its end', async () => {
    const { client } = await begin()
    const told = await listened((listener) => client.ticks.count({ to: 500 }, listener))
    expect(told.snapshots).toEqual([{ so: 'far' }])
    expect(told.events).toEqual(Array.from({ length: 500 }, (_, index) => index + 1))
    expect(told.ended).toEqual([undefined])
  })

  it('ends a stream that tells what the contract does not say', async () => {
    const { client } = await begin()
    const told = await listened((listener) => client.ticks.wrong({}, listener))
    expect(told.ended).toEqual([expect.objectContaining({ code: 'internal' })])
  })

  it('lets go of a call that is cancelled and of a stream that nobody listens to', async () => {
    const { client, seen } = await begin()
    const controller = new AbortController()
    const asked = client.sums.never({}, { signal: controller.signal })
    const told = { snapshots: 0 }
    const stop = await new Promise<() => void>((ready) => {
      const end = client.ticks.open({}, { snapshot: () => { told.snapshots++; ready(end) }, event: () => undefined })
    })
    controller.abort()
    stop()
    await expect(asked).rejects.toMatchObject({ code: 'cancelled' })
    await client.sums.add({ a: 0, b: 0 })
    expect(await seen()).toMatchObject({ open: 0, aborted: 2 })
    expect(told.snapshots).toBe(1)
  })

  it('tells all who wait when the other side is gone', async () => {
    const { client, die } = await begin()
    const asked = client.sums.never({})
    const told = listened((listener) => client.ticks.open({}, { ...listener, snapshot: (snapshot) => { listener.snapshot(snapshot); die() } }))
    await expect(asked).rejects.toMatchObject({ code: 'connectionLost' })
    expect((await told).ended).toEqual([expect.objectContaining({ code: 'connectionLost' })])
    await expect(client.sums.add({ a: 1, b: 1 })).rejects.toMatchObject({ code: 'connectionLost' })
  })

  it('goes on after hostile messages', async () => {
    const { client, port, seen } = await begin()
    for (const message of [
      null, 0, 'call', [], {}, { is: 'call' }, { is: 'call', id: 'x', area: 'sums', name: 'add', input: {} }, { is: 'call', id: -1, area: 'sums', name: 'add', input: { a: 1, b: 1 } },
      { is: 'call', id: 1e6, area: 'constructor', name: 'name', input: {} }, { is: 'call', id: 1e6 + 1, area: 'sums', name: '__proto__', input: {} }, { is: 'call', id: 1e6 + 2, area: 'sums', name: 'toString', input: {} },
      { is: 'stream', id: 1e6 + 3, area: 'sums', name: 'add', input: { a: 1, b: 1 } }, { is: 'call', id: 1e6 + 4, area: 'ticks', name: 'count', input: { to: 1 } },
      { is: 'call', id: 1e6 + 5, area: 'x'.repeat(1e5), name: 'add', input: {} }, { is: 'cancel', id: 1e9 }, { is: 'answer', id: 0, output: 1 }, { is: 'ended', id: 5 },
      JSON.parse('{"is":"call","id":1000006,"area":"sums","name":"add","input":{"__proto__":{"a":1,"b":2}}}'),
    ]) port.send(message)
    await expect(client.sums.add({ a: 1, b: 1 })).resolves.toBe(2)
    expect(await seen()).toMatchObject({ open: 0, faults: [] })
  })

  it('leaves nothing behind after ten thousand calls and streams', async () => {
    const { client, seen } = await begin()
    for (let round = 0; round < 50; round++) {
      await Promise.all(Array.from({ length: 100 }, (_, index) => client.sums.add({ a: index, b: round })))
      await Promise.all(Array.from({ length: 100 }, () => listened((listener) => client.ticks.count({ to: 1 }, listener))))
    }
    expect(await seen()).toMatchObject({ open: 0, faults: [] })
  })

  it('opens no more than a thousand at once for one asker', async () => {
    const { client } = await begin()
    const asked = Array.from({ length: 1001 }, () => client.sums.never({}))
    const refused = await Promise.race(asked.map((one) => one.catch((thrown: unknown) => thrown)))
    expect(refused).toMatchObject({ code: 'tooManyCalls' })
    for (const one of asked) one.catch(() => undefined)
  })
}

/** All that a listener is told, until the end. */
function listened(begin: (listener: Required<Listener<unknown, unknown>>) => void): Promise<{ snapshots: unknown[]; events: unknown[]; ended: unknown[] }> {
  const told = { snapshots: [] as unknown[], events: [] as unknown[], ended: [] as unknown[] }
  return new Promise((done) => begin({
    snapshot: (snapshot) => void told.snapshots.push(snapshot),
    event: (event) => void told.events.push(event),
    ended(why) {
      told.ended.push(why)
      done(told)
    },
  }))
}

/** Serves the sample over a port, and keeps what is seen. */
export function serveSample(port: Port): Seen {
  const seen: Seen = { aborted: 0, open: 0, faults: [] }
  serve(sample, port, sampleHandlers(seen), { log: (_where, fault) => void seen.faults.push(fault) })
  return seen
}
