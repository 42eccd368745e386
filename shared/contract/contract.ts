import type * as v from 'valibot'
import type { ProblemData } from '../base/problem'
import type { Signal } from './signal'

/** One question and one answer. Both are plain data: what structured clone carries, with pictures and arrays as typed arrays. */
export interface Call<I = unknown, O = unknown> {
  readonly is: 'call'
  readonly input: v.GenericSchema<unknown, I>
  readonly output: v.GenericSchema<unknown, O>
}

/** What is told for as long as somebody listens: first all that is so far, in one snapshot, then what happens. */
export interface Stream<I = unknown, S = unknown, E = unknown> {
  readonly is: 'stream'
  readonly input: v.GenericSchema<unknown, I>
  readonly snapshot: v.GenericSchema<unknown, S>
  readonly event: v.GenericSchema<unknown, E>
}

/** What may be asked of one part of the studio, by name. */
export type Area = Readonly<Record<string, Call | Stream>>

/** Areas by name: what one process answers to. */
export type Contract = Readonly<Record<string, Area>>

export function call<I, O>(input: v.GenericSchema<unknown, I>, output: v.GenericSchema<unknown, O>): Call<I, O> {
  return { is: 'call', input, output }
}

export function stream<I, S, E>(input: v.GenericSchema<unknown, I>, snapshot: v.GenericSchema<unknown, S>, event: v.GenericSchema<unknown, E>): Stream<I, S, E> {
  return { is: 'stream', input, snapshot, event }
}

/** What a listener of a stream is told. After `ended` comes nothing more; with a problem the stream broke off. */
export interface Listener<S, E> {
  snapshot(snapshot: S): void
  event(event: E): void
  ended?(problem?: ProblemData): void
}

/** The answering side of a stream: tells one listener. */
export interface Teller<S, E> {
  snapshot(snapshot: S): void
  event(event: E): void
  end(problem?: ProblemData): void
}

type InputOf<M> = M extends Call<infer I, unknown> ? I : M extends Stream<infer I, unknown, unknown> ? I : never

/** How the asking side sees a contract: calls are promises, streams tell a listener until the function that they give is called. */
export type Client<C extends Contract> = {
  readonly [A in keyof C]: {
    readonly [N in keyof C[A]]: C[A][N] extends Call<infer I, infer O>
      ? (input: I, options?: { readonly signal?: Signal }) => Promise<O>
      : C[A][N] extends Stream<infer I, infer S, infer E>
        ? (input: I, listener: Listener<S, E>) => () => void
        : never
  }
}

/** How the answering side fulfils a contract; a missing handler does not compile. `signal` fires when the asker is gone or gave up. */
export type Handlers<C extends Contract> = {
  readonly [A in keyof C]: {
    readonly [N in keyof C[A]]: C[A][N] extends Call<unknown, infer O>
      ? (input: InputOf<C[A][N]>, context: { readonly signal: Signal }) => O | Promise<O>
      : C[A][N] extends Stream<unknown, infer S, infer E>
        ? (input: InputOf<C[A][N]>, teller: Teller<S, E>, context: { readonly signal: Signal }) => void | Promise<void>
        : never
  }
}
