import { messagePort } from '#electron/transport/messagePort'
import type { Wish } from '#shared/contract/app'
import type { Handlers, Teller } from '#shared/contract/contract'
import { PORT_CHANNEL } from '#shared/contract/preload'
import { serve } from '#shared/contract/server'
import { studioContract, type StudioContract } from '#shared/contract/studio'
import { app, BrowserWindow, ipcMain, MessageChannelMain, nativeTheme } from 'electron'
import { randomUUID } from 'node:crypto'
import { isOwnPage } from './guard'
import { ORIGIN } from './scheme'
import { keepWindows, keptWindows, least, placeFor, type WindowPlace } from './windowState'

type AppHandlers = Handlers<StudioContract>['app']

export interface WindowsOptions {
  readonly handlers: Handlers<StudioContract>
  /** The preload's bundle. */
  readonly preload: string
  readonly log: (where: string, fault: unknown) => void
  /** Told of every window that was made. */
  readonly made: (window: BrowserWindow) => void
  /** Whether the app ends: windows that close then come back at the next start. */
  readonly leaving: () => boolean
}

/** What is known of a window: by which name its desk is kept, whose copy that was at first, and what is wanted of its page. */
interface Known {
  readonly name: string
  readonly like: string | undefined
  readonly wishes: WishList
}

/** The windows of one studio. Each gets its port when its page asks for one, and anew when the page is loaded anew. */
export class Windows {
  private readonly known = new Map<number, Known>()

  constructor(private readonly options: WindowsOptions) {
    ipcMain.on(PORT_CHANNEL, ({ sender, senderFrame }) => {
      const known = this.known.get(sender.id)
      if (!isOwnPage(senderFrame) || !known) return
      const { port1, port2 } = new MessageChannelMain()
      serve(studioContract, messagePort(port1), this.handlersFor(known), { log: this.options.log })
      sender.postMessage(PORT_CHANNEL, null, [port2])
    })
    app.on('before-quit', () => this.keep())
    nativeTheme.on('updated', () => BrowserWindow.getAllWindows().forEach(colour))
  }

  /** Opens one more window, which begins like the one that the person is in. */
  open(): BrowserWindow {
    const { current } = this
    return this.make({ name: randomUUID(), like: current && this.of(current)?.name, ...placeFor(current) })
  }

  private make({ name, like, bounds, maximized }: Pick<Known, 'name' | 'like'> & WindowPlace): BrowserWindow {
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
    this.known.set(id, { name, like, wishes: new WishList() })
    window.once('ready-to-show', () => (maximized ? window.maximize() : window.show()))
    window.on('page-title-updated', (event) => event.preventDefault())
    const keep = () => this.options.leaving() || this.keep()
    window.on('close', keep)
    window.on('closed', () => {
      this.known.delete(id)
      keep()
    })
    this.options.made(window)
    this.keep()
    void window.loadURL(`${ORIGIN}/`)
    return window
  }

  /** The window that the person is in, or was in last. */
  get current(): BrowserWindow | undefined {
    return BrowserWindow.getFocusedWindow() ?? BrowserWindow.getAllWindows().at(-1)
  }

  /** The window that the person is in, brought before them; where there is none, those that were there last, or a new one. */
  show(): BrowserWindow {
    const window = this.current ?? keptWindows().map((kept) => this.make({ like: undefined, ...kept })).at(-1) ?? this.open()
    if (window.isMinimized()) window.restore()
    window.focus()
    return window
  }

  /** Wants something of a window's page, now or as soon as it listens. */
  want(window: BrowserWindow, wish: Wish): void {
    this.of(window)?.wishes.add(wish)
  }

  private of({ webContents }: BrowserWindow): Known | undefined {
    return this.known.get(webContents.id)
  }

  /** Notes which windows are there, and where; the one that was closed last stays noted, so that it comes back. */
  private keep(): void {
    const all = BrowserWindow.getAllWindows().flatMap((window) => {
      const name = this.of(window)?.name
      return name === undefined ? [] : [{ name, bounds: window.getNormalBounds(), maximized: window.isMaximized() }]
    })
    if (all.length) void keepWindows(all)
  }

  /** What the studio answers to this window: it has its own wishes, and a desk by the name that is known here. */
  private handlersFor({ name, like, wishes }: Known): Handlers<StudioContract> {
    const { app: asked } = this.options.handlers
    const own: Pick<AppHandlers, 'wishes' | 'readDesk' | 'writeDesk'> = {
      wishes(_input, teller, { signal }) {
        teller.snapshot({})
        wishes.tell(teller, (end) => signal.addEventListener('abort', end))
      },
      readDesk: (_input, context) => asked.readDesk({ window: name, like }, context),
      writeDesk: ({ desk }, context) => asked.writeDesk({ window: name, desk }, context),
    }
    return { ...this.options.handlers, app: { ...asked, ...own } }
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
