import * as v from 'valibot'
import { fault } from '../base/fault'
import type { Detail, Details, Phrase } from '../base/phrase'
import type { Said } from '../base/problem'

/** Schemas that several areas share. */
export const nothing = v.strictObject({})
export const whole = v.pipe(v.number(), v.integer(), v.minValue(0))
export const share = v.pipe(v.number(), v.minValue(0), v.maxValue(1))
export const text = v.pipe(v.string(), v.maxLength(100_000))
/** A name that a person gave, or that stands for a thing: a run's, a data set's. */
export const name = v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))
/** The word by which a run or a data set is known: the name of its folder in the library. */
export const id = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9._-]{0,99}$/))
export const split = v.picklist(['training', 'validation', 'test'])
/** Not v.instance: what comes from another process or window has that one's constructors. */
export const bytes = v.custom<Uint8Array>((value) => ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Uint8Array]', fault('isNotAsItMustBe'))
export const floats = v.custom<Float32Array>((value) => ArrayBuffer.isView(value) && Object.prototype.toString.call(value) === '[object Float32Array]', fault('isNotAsItMustBe'))
export const score = v.object({ loss: v.number(), accuracy: v.number() })

const detail: v.GenericSchema<unknown, Detail> = v.lazy(() => v.union([v.string(), v.number(), v.boolean(), v.array(detail), phrase]))
const details: v.GenericSchema<unknown, Details> = v.record(v.string(), detail)
export const phrase: v.GenericSchema<unknown, Phrase> = v.object({ phrase: v.string(), details })
/** Details that cannot be understood are left out: the problem is told in English then, as it came. */
export const problemData = v.object({ code: v.string(), sentence: v.string(), hint: v.string(), details: v.fallback(v.optional(details), undefined) })
/** What is said to a person; a window puts it into words of its language. */
export const said: v.GenericSchema<unknown, Said> = v.union([text, phrase, problemData])

/** Pictures of one size: bytes [count, height, width, channels]. */
export const pictureSheet = v.object({ count: whole, height: whole, width: whole, channels: whole, bytes })
