import type { Handlers } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'
import { BrowserWindow, dialog, type FileFilter, type OpenDialogOptions } from 'electron'
import type { Words } from './words'

/** How a file of a network ends; the terminal's end in .json, and both are the same inside. */
export const NETWORK_EXTENSION = 'vggs'

type Choose = Handlers<StudioContract>['app']['choose']

/** Native dialogs, in the language that `words` gives at that moment, over the window that asks. */
export function chooser(words: () => Words): Choose {
  return async ({ what, name }) => {
    const window = BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().at(-1)
    if (what === 'saveNetwork') {
      const options = { defaultPath: `${name ?? 'network'}.${NETWORK_EXTENSION}`, filters: [networks(words())] }
      const { filePath } = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
      return { paths: filePath ? [filePath] : [] }
    }
    const options = opening(what, words())
    const { filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
    return { paths: filePaths }
  }
}

function opening(what: Exclude<Parameters<Choose>[0]['what'], 'saveNetwork'>, words: Words): OpenDialogOptions {
  switch (what) {
    // Own pictures come in a folder, an archive or a table; only one system's dialog can offer files and folders at once.
    case 'pictures': return { properties: process.platform === 'darwin' ? ['openFile', 'openDirectory'] : ['openDirectory'] }
    case 'folder': return { properties: ['openDirectory', 'createDirectory'] }
    case 'network': return { properties: ['openFile'], filters: [networks(words)] }
    case 'weights': return { properties: ['openFile'], filters: [{ name: words.weights, extensions: ['safetensors', 'pth', 'pt'] }] }
  }
}

const networks = (words: Words): FileFilter => ({ name: words.networks, extensions: [NETWORK_EXTENSION, 'json'] })
