import * as v from 'valibot'
import { faultAt } from '../base/fault'
import { spoken } from '../base/phrase'
import { asProblem, plain, problem, StudioProblem, type ProblemData } from '../base/problem'
import type { Area, Call, Contract, Handlers, Stream, Teller } from './contract'
import type { Port } from './port'
import { aborting, type Signal } from './signal'
import { request, type Reply, type Request } from './wire'

/** So many calls and streams of one asker are open at once. */
const mostOpen = 1000

export interface ServeOptions {
  /** Takes note of a fault that is not a person's: what threw it, and where. */
  readonly log?: (where: string, fault: unknown) => void
}

type AnyHandler = (input: unknown, ...rest: readonly unknown[]) => unknown

/** The answering side of a contract over a port, until it closes or the function that is given back is called. Nothing that arrives makes it throw. */
export function serve<C extends Contract>(contract: C, port: Port, handlers: Handlers<C>, { log }: ServeOptions = {}): () => void {
  const open = new Map<number, () => void>()
  let serving = true
  const send = (message: Reply) => {
    if (serving) port.send(message)
  }
  const failed = (id: number, thrown: unknown, where: string) => {
    if (!(thrown instanceof StudioProblem)) log?.(where, thrown)
    send({ is: 'failed', id, problem: plain(asProblem(thrown)) })
  }

  const begin = (asked: Exclude<Request, { is: 'cancel' }>) => {
    const { id, area, name } = asked
    const where = `${area}.${name}`
    if (open.has(id)) return
    const entry = own<Area>(contract, area) && own<Call | Stream>(contract[area]!, name)
    if (!entry || entry.is !== asked.is) return failed(id, problem('callUnknown', { what: where }), where)
    if (open.size >= mostOpen) return failed(id, problem('tooManyCalls', { most: mostOpen }), where)
    const input = v.safeParse(entry.input, asked.input)
    if (!input.success) return failed(id, problem('callMalformed', { what: where, reason: faultAt(input.issues[0]) }), where)
    const handler = (handlers as unknown as Record<string, Record<string, AnyHandler>>)[area]![name]!
    const { signal, abort } = aborting()
    open.set(id, abort)
    if (entry.is === 'call') void answer(id, where, entry, () => handler(input.output, { signal }), signal)
    else void tell(id, where, entry, (teller) => handler(input.output, teller, { signal }), signal)
  }

  const answer = async (id: number, where: string, entry: Call, ask: () => unknown, signal: Signal) => {
    try {
      const output = v.safeParse(entry.output, await ask())
      if (signal.aborted) return
      if (!output.success) throw new Error(`The answer is not what the contract says: ${spoken(faultAt(output.issues[0]))}`)
      send({ is: 'answer', id, output: output.output })
    } catch (thrown) {
      if (!signal.aborted) failed(id, thrown, where)
    } finally {
      open.delete(id)
    }
  }

  const tell = async (id: number, where: string, entry: Stream, ask: (teller: Teller<unknown, unknown>) => unknown, signal: Signal) => {
    let number = 0
    let begun = false
    const end = (ended?: ProblemData) => {
      if (signal.aborted || !open.has(id)) return
      open.get(id)!()
      open.delete(id)
      send({ is: 'ended', id, ...(ended && { problem: plain(ended) }) })
    }
    const valid = (schema: v.GenericSchema<unknown, unknown>, value: unknown): { value: unknown } | undefined => {
      const parsed = v.safeParse(schema, value)
      if (parsed.success) return { value: parsed.output }
      log?.(where, new Error(`What is told is not what the contract says: ${spoken(faultAt(parsed.issues[0]))}`))
      end(problem('internal', { message: faultAt(parsed.issues[0]) }))
      return undefined
    }
    const teller: Teller<unknown, unknown> = {
      snapshot(snapshot) {
        if (signal.aborted) return
        const told = valid(entry.snapshot, snapshot)
        begun = true
        if (told) send({ is: 'snapshot', id, snapshot: told.value })
      },
      event(event) {
        if (signal.aborted) return
        if (!begun) throw new Error(`${where} tells an event before its snapshot`)
        const told = valid(entry.event, event)
        if (told) send({ is: 'event', id, number: ++number, event: told.value })
      },
      end,
    }
    try {
      await ask(teller)
    } catch (thrown) {
      if (signal.aborted) return
      if (!(thrown instanceof StudioProblem)) log?.(where, thrown)
      end(asProblem(thrown))
    }
  }

  const stop = () => {
    if (!serving) return
    serving = false
    const all = [...open.values()]
    open.clear()
    for (const abort of all) abort()
  }
  port.onMessage((message) => {
    const parsed = v.safeParse(request, message)
    if (!serving || !parsed.success) return
    if (parsed.output.is !== 'cancel') return begin(parsed.output)
    const abort = open.get(parsed.output.id)
    open.delete(parsed.output.id)
    abort?.()
  })
  port.onClose(stop)
  return stop
}

/** A row of a table by its name; names such as constructor are no rows. */
function own<T>(table: Readonly<Record<string, T>>, name: string): T | undefined {
  return Object.hasOwn(table, name) ? table[name] : undefined
}
