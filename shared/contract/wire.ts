import * as v from 'valibot'
import { problemData } from './schemas'

const id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const word = v.pipe(v.string(), v.maxLength(100))

/** What the asking side sends. Calls and streams are numbered by the asker. */
export const request = v.variant('is', [
  v.object({ is: v.picklist(['call', 'stream']), id, area: word, name: word, input: v.unknown() }),
  v.object({ is: v.literal('cancel'), id }),
])
export type Request = v.InferOutput<typeof request>

/** What the answering side sends. Events of a stream are numbered from 1. */
export const reply = v.variant('is', [
  v.object({ is: v.literal('answer'), id, output: v.unknown() }),
  v.object({ is: v.literal('failed'), id, problem: problemData }),
  v.object({ is: v.literal('snapshot'), id, snapshot: v.unknown() }),
  v.object({ is: v.literal('event'), id, number: id, event: v.unknown() }),
  v.object({ is: v.literal('ended'), id, problem: v.optional(problemData) }),
])
export type Reply = v.InferOutput<typeof reply>
