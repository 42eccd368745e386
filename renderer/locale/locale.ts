import { ref } from 'vue'
import { en, type MessageKey } from './en'
import { terms } from './terms'
import { zhCN } from './zhCN'

export type Language = 'en' | 'zh-CN'

const messages: Record<Language, Record<MessageKey, string>> = { en, 'zh-CN': zhCN }

/** The language in which the window speaks; whatever calls `t` while it is drawn is drawn anew when it changes. */
export const language = ref<Language>('en')

type Names<S extends string> = S extends `${string}{${infer P}}${infer R}` ? P | Names<R> : never
type Details<K extends MessageKey> = [Names<(typeof en)[K]>] extends [never] ? [] : [Record<Names<(typeof en)[K]>, string | number>]

/** The text of this key in the language of the window. Leaving out a detail that the text names does not compile. */
export function t<K extends MessageKey>(key: K, ...details: Details<K>): string {
  const named: Readonly<Record<string, string | number>> = details[0] ?? {}
  return messages[language.value][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(named[name] ?? whole))
}

/** A word of the catalogue (a setting's label, its help, a choice) in the language of the window; in English where there is none. */
export function term(english: string): string {
  return (language.value === 'zh-CN' && terms[english]) || english
}

/** The language that suits a list of languages such as the browser's: Chinese for any Chinese, else English. */
export function languageFor(preferred: readonly string[]): Language {
  return preferred[0]?.toLowerCase().startsWith('zh') ? 'zh-CN' : 'en'
}
