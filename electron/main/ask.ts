import { BrowserWindow, dialog, type MessageBoxOptions } from 'electron'

/** Over which window a dialog of the app stands: the one that is used, else the newest. */
export function frontWindow(): BrowserWindow | undefined {
  return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().at(-1)
}

/** Asks by a native dialog over the front window; resolves with the number of the button. The first is the default, the last is meant by Escape. */
export async function ask(question: Pick<MessageBoxOptions, 'type' | 'message' | 'detail'> & { readonly buttons: string[] }): Promise<number> {
  const options: MessageBoxOptions = { ...question, defaultId: 0, cancelId: question.buttons.length - 1, noLink: true }
  const window = frontWindow()
  return (window ? await dialog.showMessageBox(window, options) : await dialog.showMessageBox(options)).response
}
