/** Keys that call a command, as data: modifiers and a key parted by +, `Mod` being Ctrl, or Command on a Mac: 'Mod+Shift+Z', 'F8', 'A'. */
export type Keys = string

export interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly shiftKey: boolean
  readonly altKey: boolean
}

/** Whether the platform's own modifier is Command. */
export const onMac = () => /mac/i.test(navigator.userAgent)

/** Whether what was pressed is these keys. */
export function isPressed(keys: Keys, event: Pressed, mac = onMac()): boolean {
  const { key, modifiers } = parts(keys)
  const [own, other] = mac ? [event.metaKey, event.ctrlKey] : [event.ctrlKey, event.metaKey]
  return (
    event.key.toLowerCase() === key.toLowerCase() &&
    own === modifiers.has('Mod') && !other && event.altKey === modifiers.has('Alt') &&
    // A sign such as ? is pressed with Shift on one keyboard and without on another.
    (event.shiftKey === modifiers.has('Shift') || (/^[^a-z0-9]$/i.test(key) && !modifiers.has('Shift')))
  )
}

/** Whether these keys are also typed as text, so that a field must have them first. */
export function isTyping(keys: Keys): boolean {
  const { key, modifiers } = parts(keys)
  return !modifiers.has('Mod') && !modifiers.has('Alt') && !/^F\d+$/.test(key)
}

/** The keys as they are shown: Ctrl K, or ⌘K on a Mac. */
export function showKeys(keys: Keys, mac = onMac()): string {
  const { key, modifiers } = parts(keys)
  const shown = names[key] ?? key
  if (mac) return (modifiers.has('Alt') ? '⌥' : '') + (modifiers.has('Shift') ? '⇧' : '') + (modifiers.has('Mod') ? '⌘' : '') + shown
  return [modifiers.has('Mod') && 'Ctrl', modifiers.has('Alt') && 'Alt', modifiers.has('Shift') && 'Shift', shown].filter(Boolean).join(' ')
}

const names: Readonly<Record<string, string>> = { Enter: '↵', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', Delete: 'Del' }

function parts(keys: Keys): { key: string; modifiers: Set<string> } {
  const words = keys.split('+')
  return { key: words.pop()!, modifiers: new Set(words) }
}
