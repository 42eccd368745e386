import { weightsEndings } from '#shared/contract/ask'
import type { Handlers } from '#shared/contract/contract'
import type { StudioContract } from '#shared/contract/studio'
import { NETWORK_EXTENSION } from '#shared/graph/parse'
import { dialog, type FileFilter, type OpenDialogOptions } from 'electron'
import { ask, frontWindow } from './ask'
import type { Words } from './words'

type Choose = Handlers<StudioContract>['app']['choose']

/** Native dialogs, in the language that `words` gives at that moment, over the window that asks. */
export function chooser(words: () => Words): Choose {
  return async ({ what, name }) => {
    const window = frontWindow()
    if (what === 'saveNetwork') {
      const options = { defaultPath: `${name ?? 'network'}.${NETWORK_EXTENSION}`, filters: [networks(words())] }
      const { filePath } = window ? await dialog.showSaveDialog(window, options) : await dialog.showSaveDialog(options)
      return { paths: filePath ? [filePath] : [] }
    }
    const kind = what === 'pictures' ? await askForm(words()) : undefined
    if (what === 'pictures' && !kind) return { paths: [] }
    const options = opening(what, words(), kind)
    const { filePaths } = window ? await dialog.showOpenDialog(window, options) : await dialog.showOpenDialog(options)
    return { paths: filePaths }
  }
}

/** In what own pictures lie: only a Mac's dialog can offer files and folders at once, so others are asked before. */
async function askForm(words: Words): Promise<('openFile' | 'openDirectory')[] | undefined> {
  if (process.platform === 'darwin') return ['openFile', 'openDirectory']
  const button = await ask({ type: 'question', message: words.picturesWhere, detail: words.picturesWhereText, buttons: [words.folder, words.archive, words.cancel] })
  return button === 2 ? undefined : [button === 0 ? 'openDirectory' : 'openFile']
}

function opening(what: Exclude<Parameters<Choose>[0]['what'], 'saveNetwork'>, words: Words, forms: ('openFile' | 'openDirectory')[] = ['openFile']): OpenDialogOptions {
  switch (what) {
    case 'pictures': return { properties: forms, ...(!forms.includes('openDirectory') && { filters: [{ name: words.pictures, extensions: ['zip', 'tar', 'gz', 'tgz', 'csv'] }] }) }
    case 'folder': return { properties: ['openDirectory', 'createDirectory'] }
    case 'network': return { properties: ['openFile'], filters: [networks(words)] }
    case 'weights': return { properties: ['openFile'], filters: [{ name: words.weights, extensions: [...weightsEndings] }] }
  }
}

const networks = (words: Words): FileFilter => ({ name: words.networks, extensions: [NETWORK_EXTENSION, 'json'] })
