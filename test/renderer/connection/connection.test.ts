import * as v from 'valibot'
import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { connect } from '#shared/contract/client'
import { call, stream } from '#shared/contract/contract'
import { memoryPorts } from '#shared/contract/memory'
import type { Port } from '#shared/contract/port'
import { serve } from '#shared/contract/server'
import { keepConnected } from '#renderer/connection/connection'

const number = v.object({ n: v.number() })
const contract = { house: { add: call(number, number), count: stream(number, number, number), slow: call(number, number) } }

/** A server that can be shut and opened again; each opening counts from where the last one stood. */
function house() {
  let ports: Port[] = []
  let count = 0
  let shut = false
  const tellers = new Set<(n: number) => void>()
  return {
    open: async () => {
      if (shut) throw new Error('shut')
      const [near, far] = memoryPorts()
      ports.push(far)
      serve(contract, far, {
        house: {
          add: ({ n }) => ({ n: n + 1 }),
          slow: () => new Promise<never>(() => undefined),
          count(_input, teller, { signal }) {
            const tell = (n: number) => teller.event({ n })
            teller.snapshot({ n: count })
            tellers.add(tell)
            signal.addEventListener('abort', () => tellers.delete(tell))
          },
        },
      })
      return { client: connect(contract, near), closed: new Promise<void>((resolve) => near.onClose(resolve)) }
    },
    step: () => {
      count++
      for (const tell of tellers) tell(count)
    },
    drop(stay = false) {
      shut = stay
      for (const port of ports) port.close()
      ports = []
    },
    reopen: () => (shut = false),
    listeners: () => tellers.size,
  }
}

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())
const soon = () => vi.advanceTimersByTimeAsync(3000)
const now = () => vi.advanceTimersByTimeAsync(0)

it('lets calls wait for the first way, and tells its state', async () => {
  const connection = keepConnected(contract, house().open)
  expect(connection.state.value).toBe('connecting')
  const answer = connection.client.house.add({ n: 1 })
  await now()
  expect(await answer).toEqual({ n: 2 })
  expect(connection.state.value).toBe('connected')
})

it('begins streams anew with a snapshot when the way is back, with nothing missed', async () => {
  const server = house()
  const connection = keepConnected(contract, server.open)
  const told: string[] = []
  const stop = connection.client.house.count({ n: 0 }, { snapshot: ({ n }) => told.push(`all ${n}`), event: ({ n }) => told.push(`${n}`), ended: () => told.push('ended') })
  await now()
  server.step()
  await now()
  server.drop()
  server.step()
  await soon()
  server.step()
  await now()
  expect(told).toEqual(['all 0', '1', 'all 2', '3'])
  stop()
  await now()
  expect(server.listeners()).toBe(0)
})

it('says that the way is lost, fails what was asked over it, and goes on trying', async () => {
  const server = house()
  const connection = keepConnected(contract, server.open)
  await now()
  const pending = expect(connection.client.house.slow({ n: 1 })).rejects.toMatchObject({ code: 'connectionLost' })
  await now()
  server.drop(true)
  await now()
  await pending
  expect(connection.state.value).toBe('lost')
  await expect(connection.client.house.add({ n: 1 })).rejects.toMatchObject({ code: 'connectionLost' })
  await soon()
  expect(connection.state.value).toBe('lost')
  server.reopen()
  await soon()
  expect(connection.state.value).toBe('connected')
  const answer = connection.client.house.add({ n: 4 })
  await now()
  expect(await answer).toEqual({ n: 5 })
})
