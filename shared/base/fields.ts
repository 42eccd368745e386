import * as v from 'valibot'
import { fault, faultIn } from './fault'
import { phrase, type Phrase } from './phrase'

/** One setting of a layer, an optimizer or a plan: what it is called, what it may be, and what it is when nobody says. */
export interface Field<V> {
  readonly label: string
  /** One line that says what the setting does. */
  readonly help: string
  readonly default: V
  readonly schema: v.GenericSchema<V>
  /** How it is shown and edited. */
  readonly control: 'whole' | 'number' | 'toggle' | 'choice' | 'pair' | 'padding'
  /** What there is to choose from, when it is a choice. */
  readonly options?: readonly V[]
  /** Whether documents were written before there was this setting: where one lacks it, it is as when nobody says. */
  readonly later?: boolean
}

export type Fields = Readonly<Record<string, Field<unknown>>>
export type Values<F extends Fields> = { [K in keyof F]: F[K] extends Field<infer V> ? V : never }

interface Words {
  label: string
  help: string
  later?: boolean
}
interface Limits {
  min: number
  max: number
}

const inLimits = ({ min, max }: Limits) =>
  v.pipe(v.number(), v.finite(), v.minValue(min), v.maxValue(max))
const wholeInLimits = (limits: Limits) => v.pipe(inLimits(limits), v.integer())

/** A whole number, limits included. */
export function whole(initial: number, { min, max, ...words }: Words & Limits): Field<number> {
  return { ...words, default: initial, control: 'whole', schema: wholeInLimits({ min, max }) }
}

/** A number, limits included. */
export function number(initial: number, { min, max, ...words }: Words & Limits): Field<number> {
  return { ...words, default: initial, control: 'number', schema: inLimits({ min, max }) }
}

/** On or off. */
export function toggle(initial: boolean, words: Words): Field<boolean> {
  return { ...words, default: initial, control: 'toggle', schema: v.boolean() }
}

/** One of a few words. */
export function choice<const W extends string>(initial: NoInfer<W>, { options, ...words }: Words & { options: readonly W[] }): Field<W> {
  return { ...words, default: initial, control: 'choice', options, schema: v.picklist(options) }
}

export type Pair = readonly [vertical: number, horizontal: number]
const pairInLimits = (limits: Limits) =>
  v.pipe(v.tuple([wholeInLimits(limits), wholeInLimits(limits)]), v.readonly()) as unknown as v.GenericSchema<Pair>

/** Two whole numbers, vertical then horizontal, as in PyTorch. */
export function pair(initial: Pair, { min, max, ...words }: Words & Limits): Field<Pair> {
  return { ...words, default: initial, control: 'pair', schema: pairInLimits({ min, max }) }
}

/** 'valid' adds nothing, 'same' keeps the size at stride 1, a pair adds so many pixels on both sides of each direction. */
export type PaddingSetting = 'valid' | 'same' | Pair

/** How many pixels are added around a map. */
export function padding(initial: PaddingSetting, { max, ...words }: Words & { max: number }): Field<PaddingSetting> {
  return {
    ...words, default: initial, control: 'padding',
    schema: v.union([v.picklist(['valid', 'same'] as const), pairInLimits({ min: 0, max })], fault('mustBePadding')),
  }
}

/** A fault in one value: which setting, and what is wrong with it, to stand behind its name. */
export interface FieldFault {
  readonly field: string
  readonly reason: Phrase
}

/** The values of these fields out of a plain object: defaults where it says nothing, and a list of what is wrong. */
export function readValues<F extends Fields>(fields: F, raw: Readonly<Record<string, unknown>>): { values: Values<F>; faults: FieldFault[] } {
  const faults: FieldFault[] = []
  const values: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(fields)) {
    const parsed = v.safeParse(field.schema, name in raw ? raw[name] : field.default)
    values[name] = parsed.success ? parsed.output : field.default
    if (!parsed.success) faults.push({ field: name, reason: faultIn(parsed.issues[0]) })
  }
  for (const name of Object.keys(raw)) if (!(name in fields)) faults.push({ field: name, reason: phrase('isUnknownSetting') })
  return { values: values as Values<F>, faults }
}
