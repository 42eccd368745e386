import type { RecentNetwork } from '#shared/contract/app'
import { Menu, type BaseWindow, type MenuItemConstructorOptions as Item } from 'electron'
import type { Words } from './words'

/** What the menu can have done; commands are the window's own, by their names in renderer/commands. */
export interface Doings {
  newWindow(): void
  showLibrary(): void
  showLog(): void
  /** Looks for a newer version; undefined where there is no place to look. */
  update?: (() => void) | undefined
  command(id: string): void
}

const places = ['data', 'model', 'train', 'evaluate', 'try', 'export'] as const

/** Sets the app's menu, with the networks that were used lately. A window hears keys before its menu does, so a key that the window uses is not done twice. */
export function setMenu(words: Words, recent: readonly RecentNetwork[], doings: Doings): void {
  const mac = process.platform === 'darwin'
  const command = (label: string, id: string, accelerator?: string): Item => ({ label, click: (_item: Electron.MenuItem, _window: BaseWindow | undefined) => doings.command(id), ...(accelerator && { accelerator }) })
  const line: Item = { type: 'separator' }
  const settings = command(words.settings, 'place.settings', 'CmdOrCtrl+,')

  const template: Item[] = [
    ...(mac ? [{ role: 'appMenu', submenu: [{ role: 'about' }, line, settings, line, { role: 'services' }, line, { role: 'hide' }, { role: 'hideOthers' }, { role: 'unhide' }, line, { role: 'quit' }] } satisfies Item] : []),
    {
      label: words.file,
      submenu: [
        { label: words.newWindow, accelerator: 'CmdOrCtrl+Shift+N', click: doings.newWindow },
        line,
        command(words.openNetwork, 'network.open', 'CmdOrCtrl+O'),
        { label: words.openRecent, enabled: recent.length > 0, submenu: recent.map(({ id, name }) => command(name, `network.recent.${id}`)) },
        line,
        command(words.save, 'network.save', 'CmdOrCtrl+S'),
        command(words.saveAs, 'network.saveAs', 'CmdOrCtrl+Shift+S'),
        line,
        { label: words.showLibrary, click: doings.showLibrary },
        line,
        ...(mac ? [] : [settings, line]),
        { role: 'close', label: words.closeWindow },
        ...(mac ? [] : [{ role: 'quit' } satisfies Item]),
      ],
    },
    {
      label: words.edit,
      submenu: [command(words.undo, 'undo', 'CmdOrCtrl+Z'), command(words.redo, 'redo', 'CmdOrCtrl+Shift+Z'), line, { role: 'cut' }, { role: 'copy' }, { role: 'paste' }, { role: 'selectAll' }],
    },
    {
      label: words.view,
      submenu: [
        ...places.map((place, index) => command(words[place], `place.${place}`, `CmdOrCtrl+${index + 1}`)),
        line,
        command(words.palette, 'palette', 'CmdOrCtrl+K'),
        command(words.side, 'side', 'CmdOrCtrl+I'),
        command(words.theme, 'theme'),
        line,
        { role: 'resetZoom' }, { role: 'zoomIn' }, { role: 'zoomOut' }, { role: 'togglefullscreen' },
        line,
        { role: 'reload' }, { role: 'toggleDevTools' },
      ],
    },
    { label: words.training, submenu: [command(words.start, 'train', 'CmdOrCtrl+Enter'), command(words.pauseOrGoOn, 'pauseOrGoOn', 'CmdOrCtrl+P'), command(words.stop, 'stop')] },
    { role: 'windowMenu', label: words.windows },
    { role: 'help', label: words.help, submenu: [...(doings.update ? [{ label: words.update, click: doings.update }] : []), { label: words.showLog, click: doings.showLog }] },
  ]
  Menu.setApplicationMenu(Menu.buildFromTemplate(template))
}
