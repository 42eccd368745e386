import { useHost } from '../stores/host'
import { useCommands } from './commands'
import { isField } from './useKeys'

/** Begins, when it is called, to do what the program around the window wants: commands as their keys would, and files of networks opened onto the desk. */
export function useWishes(): () => void {
  const commands = useCommands()
  const host = useHost()
  return () => host.follow((id) => {
    // A field that is typed into undoes its own letters.
    if ((id === 'undo' || id === 'redo') && isField(document.activeElement)) return void document.execCommand(id)
    const command = commands.all.find((one) => one.id === id)
    if (command) commands.call(command)
  })
}
