import { problem } from '#shared/base/problem'
import { parseArgs } from 'node:util'

/** An option that takes a value ('text'), one each time that it is said ('texts'), or is just there ('flag'). */
export type OptionKinds = Readonly<Record<string, 'text' | 'texts' | 'flag'>>
export type Options<K extends OptionKinds> = { readonly [N in keyof K]?: K[N] extends 'flag' ? boolean : K[N] extends 'texts' ? readonly string[] : string }

/** Reads the words after a command. Throws unknownOption, valueMissing or the like, naming the option. */
export function readOptions<const K extends OptionKinds>(words: readonly string[], kinds: K): { options: Options<K>; names: readonly string[] } {
  const options = Object.fromEntries(Object.entries(kinds).map(([name, kind]) => [name, { type: kind === 'flag' ? 'boolean' : 'string', multiple: kind === 'texts' } as const]))
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    return { options: values as Options<K>, names: positionals }
  } catch (thrown) {
    throw unreadable(thrown, words, kinds)
  }
}

function unreadable(thrown: unknown, words: readonly string[], kinds: OptionKinds): unknown {
  const code = thrown instanceof Error && 'code' in thrown ? thrown.code : undefined
  const known = Object.keys(kinds).map((name) => `--${name}`).join(' ')
  if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
    const unknown = words.find((word) => word.startsWith('-') && !Object.hasOwn(kinds, word.replace(/^--?/, '').split('=')[0]!))
    return problem('unknownOption', { option: unknown ?? words.join(' '), known })
  }
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE') {
    const option = /'(-[^ ']*)/.exec((thrown as Error).message)?.[1] ?? words.join(' ')
    const takesValue = kinds[option.replace(/^--/, '')] !== 'flag'
    return problem(takesValue ? 'valueMissing' : 'valueNotWanted', { option })
  }
  return thrown
}

interface Limits {
  readonly min: number
  readonly max: number
}

/** The number of an option, limits included; `initial` when it was not given. Throws badNumber. */
export function numberOf<T>(option: string, text: string | undefined, initial: T, { min, max }: Limits): number | T {
  if (text === undefined) return initial
  const value = text.trim() === '' ? NaN : Number(text)
  if (!(value >= min && value <= max)) throw problem('badNumber', { option: `--${option}`, text, what: `a number from ${min} to ${max}` })
  return value
}

/** The same for whole numbers. */
export function wholeOf<T>(option: string, text: string | undefined, initial: T, limits: Limits): number | T {
  const value = numberOf(option, text, initial, limits)
  if (text !== undefined && !Number.isInteger(value)) throw problem('badNumber', { option: `--${option}`, text, what: `a whole number from ${limits.min} to ${limits.max}` })
  return value
}

/** One of a few words; `initial` when it was not given. Throws badWord. */
export function wordOf<const W extends string>(option: string, text: string | undefined, initial: W, words: readonly W[]): W {
  if (text === undefined) return initial
  const found = words.find((word) => word === text)
  if (found === undefined) throw problem('badWord', { option: `--${option}`, text, words: words.join(', ') })
  return found
}
