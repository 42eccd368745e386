import * as v from 'valibot'
import { faultAt } from '../base/fault'
import { phrase, type Phrase } from '../base/phrase'
import { asProblem, problem, StudioProblem, type ProblemData } from '../base/problem'
import type { Call, Client, Contract, Listener, Stream } from './contract'
import type { Port } from './port'
import type { Signal } from './signal'
import { reply, type Reply, type Request } from './wire'

/**
 * The asking side of a contract over a port. Inputs are validated before they are sent and answers when they come. When the port closes, what is
 * pending fails with connectionLost and streams end with it.
 */
export function connect<C extends Contract>(contract: C, port: Port): Client<C> {
  const asker = new Asker(port)
  const areas = Object.entries(contract).map(([area, entries]) => [
    area,
    Object.fromEntries(Object.entries(entries).map(([name, entry]) => [
      name,
      entry.is === 'call'
        ? (input: unknown, options?: { readonly signal?: Signal }) => asker.call(entry, { area, name, input }, options?.signal)
        : (input: unknown, listener: Listener<unknown, unknown>) => asker.listen(entry, { area, name, input }, listener),
    ])),
  ])
  return Object.fromEntries(areas) as Client<C>
}

interface Question {
  readonly area: string
  readonly name: string
  readonly input: unknown
}

/** Takes the replies to one call or stream; `lost` when none will come any more. */
interface Pending {
  take(reply: Reply): void
  lost(problem: StudioProblem): void
}

class Asker {
  private readonly pending = new Map<number, Pending>()
  private next = 0
  private closed = false

  constructor(private readonly port: Port) {
    port.onMessage((message) => this.receive(message))
    port.onClose(() => {
      this.closed = true
      const all = [...this.pending.values()]
      this.pending.clear()
      for (const one of all) one.lost(problem('connectionLost'))
    })
  }

  call(entry: Call, question: Question, signal: Signal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(problem('cancelled'))
      const input = v.safeParse(entry.input, question.input)
      if (!input.success) return reject(problem('callMalformed', { what: `${question.area}.${question.name}`, reason: faultAt(input.issues[0]) }))
      if (this.closed) return reject(problem('connectionLost'))
      const id = this.next++
      const cancel = () => {
        this.send({ is: 'cancel', id })
        end(() => reject(problem('cancelled')))
      }
      const end = (settle: () => void) => {
        this.pending.delete(id)
        signal?.removeEventListener('abort', cancel)
        settle()
      }
      this.pending.set(id, {
        take(answer) {
          if (answer.is === 'failed') return end(() => reject(new StudioProblem(answer.problem)))
          if (answer.is !== 'answer') return
          const output = v.safeParse(entry.output, answer.output)
          if (output.success) end(() => resolve(output.output))
          else end(() => reject(problem('answerMalformed', { what: `${question.area}.${question.name}`, reason: faultAt(output.issues[0]) })))
        },
        lost: (lost) => end(() => reject(lost)),
      })
      signal?.addEventListener('abort', cancel)
      try {
        this.send({ is: 'call', id, ...question })
      } catch (thrown) {
        // What cannot be sent, such as a function, is found by the port.
        end(() => reject(asProblem(thrown)))
      }
    })
  }

  /** Gives back how to stop listening; after that the listener is told nothing more. */
  listen(entry: Stream, question: Question, listener: Listener<unknown, unknown>): () => void {
    const what = `${question.area}.${question.name}`
    const input = v.safeParse(entry.input, question.input)
    const refused = !input.success ? problem('callMalformed', { what, reason: faultAt(input.issues[0]) }) : this.closed ? problem('connectionLost') : undefined
    if (refused) {
      // Later, as every other telling: who listens has its way to stop by then.
      let wanted = true
      void Promise.resolve().then(() => wanted && listener.ended?.(refused))
      return () => {
        wanted = false
      }
    }
    const id = this.next++
    let expected = 1
    const end = (ended?: ProblemData) => {
      if (this.pending.delete(id)) listener.ended?.(ended)
    }
    const malformed = (reason: Phrase) => {
      this.send({ is: 'cancel', id })
      end(problem('answerMalformed', { what, reason }))
    }
    this.pending.set(id, {
      take(told) {
        if (told.is === 'ended') return end(told.problem && new StudioProblem(told.problem))
        if (told.is === 'failed') return end(new StudioProblem(told.problem))
        if (told.is === 'snapshot') {
          const snapshot = v.safeParse(entry.snapshot, told.snapshot)
          return snapshot.success ? listener.snapshot(snapshot.output) : malformed(faultAt(snapshot.issues[0]))
        }
        if (told.is !== 'event') return
        if (told.number !== expected++) return malformed(phrase('eventOutOfTurn', { number: told.number, expected: expected - 1 }))
        const event = v.safeParse(entry.event, told.event)
        return event.success ? listener.event(event.output) : malformed(faultAt(event.issues[0]))
      },
      lost: (lost) => listener.ended?.(lost),
    })
    this.send({ is: 'stream', id, ...question })
    return () => {
      if (this.pending.delete(id)) this.send({ is: 'cancel', id })
    }
  }

  private send(message: Request): void {
    this.port.send(message)
  }

  private receive(message: unknown): void {
    const parsed = v.safeParse(reply, message)
    // What is not of this wire, or answers what nobody waits for any more, is nobody's.
    if (parsed.success) this.pending.get(parsed.output.id)?.take(parsed.output)
  }
}
