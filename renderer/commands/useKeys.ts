import { useEventListener } from '@vueuse/core'
import { isPressed, isTyping } from '../composables/keys'
import { useDesk } from '../stores/desk'
import { useCommands } from './commands'

/** Calls commands by their keys, once there is a desk to call them on. A field that is typed into has its letters first, its own undo, and all of its text to mark. */
export function useKeys(): void {
  const commands = useCommands()
  const desk = useDesk()
  useEventListener(window, 'keydown', (event: KeyboardEvent) => {
    if (event.defaultPrevented || !desk.read) return
    const typing = isField(event.target)
    // What a place offers stands last, and its keys come before the window's own.
    const command = commands.all.findLast(({ keys, browsers }) => keys !== undefined && !browsers && isPressed(keys, event) && !(typing && (isTyping(keys) || isOfFields(keys))))
    if (!command) return
    event.preventDefault()
    commands.call(command)
  })
}

const isOfFields = (keys: string) => ['Mod+Z', 'Mod+Shift+Z', 'Mod+A'].includes(keys)

/** Whether what is typed goes into this: a field has its letters and its own undo. */
export function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && (target.isContentEditable || target.matches('input, textarea, select, [role="textbox"], [role="menu"] *, [role="listbox"] *'))
}
