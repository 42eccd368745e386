import * as v from 'valibot'
import { readValues, type Fields, type Values } from '../base/fields'

/** A table of things of one sort, such as optimizers: each with a name for people, one line of help, and its settings. */
export type Choices = Readonly<Record<string, { readonly label: string; readonly help: string; readonly fields: Fields }>>

/** One thing out of a table, with its settings: a plain document. */
export type Choice<C extends Choices> = { [K in keyof C]: { readonly kind: K } & Readonly<Values<C[K]['fields']>> }[keyof C]

/** The schema of a choice: a kind of the table, and each of its settings within the limits; those that came later may be absent. */
export function choiceSchema<C extends Choices>(choices: C): v.GenericSchema<Choice<C>> {
  const objects = Object.entries(choices).map(([kind, { fields }]) =>
    v.strictObject({ kind: v.literal(kind), ...Object.fromEntries(Object.entries(fields).map(([name, field]) => [name, field.later ? v.optional(field.schema, field.default) : field.schema])) }))
  // The library's types follow literal tables; these objects come from the same rows as the type.
  return v.variant('kind', objects) as unknown as v.GenericSchema<Choice<C>>
}

/** This thing of the table with its settings as they are when nobody says. */
export function defaultChoice<C extends Choices, K extends keyof C & string>(choices: C, kind: K): Extract<Choice<C>, { readonly kind: K }> {
  return { kind, ...readValues(choices[kind]!.fields, {}).values } as unknown as Extract<Choice<C>, { readonly kind: K }>
}
