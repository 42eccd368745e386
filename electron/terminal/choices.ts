import { problem } from '#shared/base/problem'
import { readValues, type Field, type Fields, type Values } from '#shared/base/fields'
import type { Phrase } from '#shared/base/phrase'
import type { Choice, Choices } from '#shared/plan/choice'

/** A name of the documents as the terminal writes it: oneCycle -> one-cycle. */
export function spelled(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)
}

/**
 * What an option chooses from a table, `cosine` or with settings `step:every=10,factor=0.2`; what was chosen before when it was not given.
 * `settings` are those that options of their own have set. Throws badWord or badSetting.
 */
export function choiceOf<C extends Choices>(option: string, text: string | undefined, choices: C, before: Choice<C>, settings: Readonly<Record<string, string>> = {}): Choice<C> {
  const [word, given] = text === undefined ? [spelled(String(before.kind)), ''] : parted(text)
  const kind = Object.keys(choices).find((name) => spelled(name) === word)
  if (kind === undefined) throw problem('badWord', { option: `--${option}`, text: word, words: Object.keys(choices).map(spelled).join(', ') })
  const { kind: _kind, ...kept } = before
  return { kind, ...settingsIn(`--${option} ${word}`, choices[kind]!.fields, given, settings, text === undefined ? kept : {}) } as unknown as Choice<C>
}

/** What is said of fields after a colon, `from=2,to=5`; the others are as before, or as they are when nobody says. Throws badSetting, naming what was said. */
export function settingsIn<F extends Fields>(said: string, fields: F, text: string, settings: Readonly<Record<string, string>> = {}, before: Readonly<Record<string, unknown>> = {}): Values<F> {
  const names = Object.keys(fields)
  const refuse = (setting: string, reason: string | Phrase) =>
    problem('badSetting', { option: said, setting: spelled(setting), reason, known: names.map(spelled).join(', ') || 'none' })

  const given = text.split(',').filter(Boolean).map((each): [string, string] => {
    const at = each.indexOf('=')
    return at < 0 ? [each, ''] : [each.slice(0, at), each.slice(at + 1)]
  })
  const raw = Object.fromEntries([...Object.entries(settings), ...given].map(([setting, value]) => {
    const name = names.find((known) => spelled(known) === setting)
    if (name === undefined) throw refuse(setting, 'is not known')
    return [name, valueOf(fields[name]!, value, (reason) => refuse(name, reason))]
  }))
  const { values, faults: [fault] } = readValues(fields, { ...before, ...raw })
  if (fault) throw refuse(fault.field, fault.reason)
  return values
}

/** What stands before the first colon, and what after it. */
export function parted(text: string): [before: string, after: string] {
  const at = text.indexOf(':')
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}

/** A table for --help: each name with its settings and what they are when nobody says. */
export function choiceList(choices: Choices): string {
  return Object.entries(choices).map(([kind, { fields }]) => {
    const settings = Object.entries(fields).map(([name, { default: initial }]) => `${spelled(name)}=${initial === true ? 'yes' : initial === false ? 'no' : String(initial)}`)
    return `  ${spelled(kind)}${settings.length ? `:${settings.join(',')}` : ''}`
  }).join('\n')
}

/** What the text says of a field that is a number, two of them as 24x32 or one for both, a word, or on or off. */
function valueOf({ control }: Field<unknown>, text: string, refuse: (reason: string) => Error): boolean | number | string | readonly number[] {
  if (control === 'choice') return text
  if (control === 'toggle') {
    if (text !== 'yes' && text !== 'no') throw refuse('must be yes or no')
    return text === 'yes'
  }
  if (control === 'pair') {
    const [first, second = first, ...more] = text.split('x').map((part) => numberIn(part, refuse))
    if (more.length) throw refuse('must be one number, or two with an x between')
    return [first!, second!]
  }
  return numberIn(text, refuse)
}

function numberIn(text: string, refuse: (reason: string) => Error): number {
  const value = text.trim() === '' ? NaN : Number(text)
  if (!Number.isFinite(value)) throw refuse('must be a number')
  return value
}
