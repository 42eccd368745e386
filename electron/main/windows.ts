import { messagePort } from '#electron/transport/messagePort'
import type { Wish } from '#shared/contract/app'
import type { Handlers, Teller } from '#shared/contract/contract'
import { PORT_CHANNEL } from '#shared/contract/preload'
import { serve } from '#shared/contract/server'
import { studioContract, type StudioContract } from '#shared/contract/studio'
import { BrowserWindow, ipcMain, MessageChannelMain, nativeTheme, type WebContents } from 'electron'
import { isOwnPage } from './guard'
import { ORIGIN } from './scheme'
import { keepPlace, least, placeFor } from './windowState'

type AppHandlers = Handlers<StudioContract>['app']

export interface WindowsOptions {
  readonly handlers: Handlers<StudioContract>
  /** The preload's bundle. */
  readonly preload: string
  readonly log: (where: string, fault: unknown) => void
  /** Told of every window that was made. */
  readonly made: (window: BrowserWindow) => void
}

/** The windows of one studio. Each gets its port when its page asks for one, and anew when the page is loaded anew. */
export class Windows {
  private readonly wishes = new Map<number, WishList>()

  constructor(private readonly options: WindowsOptions) {
    ipcMain.on(PORT_CHANNEL, ({ sender, senderFrame }) => {
      if (!isOwnPage(senderFrame) || !this.wishes.has(sender.id)) return
      const { port1, port2 } = new MessageChannelMain()
      serve(studioContract, messagePort(port1), this.handlersFor(sender), { log: this.options.log })
      sender.postMessage(PORT_CHANNEL, null, [port2])
    })
    nativeTheme.on('updated', () => BrowserWindow.getAllWindows().forEach(colour))
  }

  /** Opens one more window. */
  open(): BrowserWindow {
    const { bounds, maximized } = placeFor(this.current)
    const window = new BrowserWindow({
      ...bounds,
      minWidth: least.width,
      minHeight: least.height,
      title: 'VGG Studio',
      show: false,
      backgroundColor: colours().panel,
      ...frame(),
      webPreferences: { preload: this.options.preload, sandbox: true, contextIsolation: true, nodeIntegration: false, webviewTag: false, spellcheck: false, navigateOnDragDrop: false },
    })
    const { id } = window.webContents
    this.wishes.set(id, new WishList())
    window.once('ready-to-show', () => (maximized ? window.maximize() : window.show()))
    window.on('page-title-updated', (event) => event.preventDefault())
    window.on('close', () => void keepPlace(window))
    window.on('closed', () => this.wishes.delete(id))
    this.options.made(window)
    void window.loadURL(`${ORIGIN}/`)
    return window
  }

  /** The window that the person is in, or was in last. */
  get current(): BrowserWindow | undefined {
    return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().at(-1)
  }

  /** The window that the person is in, brought before them; a new one where there is none. */
  show(): BrowserWindow {
    const window = this.current ?? this.open()
    if (window.isMinimized()) window.restore()
    window.focus()
    return window
  }

  /** Wants something of a window's page, now or as soon as it listens. */
  want(window: BrowserWindow, wish: Wish): void {
    this.wishes.get(window.webContents.id)?.add(wish)
  }

  private handlersFor({ id }: WebContents): Handlers<StudioContract> {
    const wishes: AppHandlers['wishes'] = (_input, teller, { signal }) => {
      teller.snapshot({})
      this.wishes.get(id)?.tell(teller, (end) => signal.addEventListener('abort', end))
    }
    return { ...this.options.handlers, app: { ...this.options.handlers.app, wishes } }
  }
}

/** What is wanted of one window's page. */
class WishList {
  private waiting: Wish[] = []
  private teller: Teller<object, Wish> | undefined

  add(wish: Wish): void {
    if (this.teller) this.teller.event(wish)
    else this.waiting.push(wish)
  }

  tell(teller: Teller<object, Wish>, onEnd: (end: () => void) => void): void {
    this.teller = teller
    onEnd(() => {
      if (this.teller === teller) this.teller = undefined
    })
    for (const wish of this.waiting.splice(0)) teller.event(wish)
  }
}

/** The window's panel, and the writing on it, as renderer/styles/tokens.css has them: the system's buttons lie on it. */
const colours = () => (nativeTheme.shouldUseDarkColors ? { panel: '#121317', text: '#eceef2' } : { panel: '#fbfbfc', text: '#15171c' })
const overlay = () => ({ color: colours().panel, symbolColor: colours().text, height: 35 })

/** Where the system can draw its buttons into the page's own bar, the page's bar is the window's; elsewhere the system's frame stays. */
const frame = () => (drawsButtons ? { titleBarStyle: 'hidden' as const, titleBarOverlay: process.platform === 'darwin' ? { height: 36 } : overlay() } : {})
const drawsButtons = process.platform === 'darwin' || process.platform === 'win32'

function colour(window: BrowserWindow): void {
  window.setBackgroundColor(colours().panel)
  if (process.platform === 'win32') window.setTitleBarOverlay(overlay())
}
