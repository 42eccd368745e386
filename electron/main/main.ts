import { libraryFolder, thisPerson } from '#electron/files/places'
import { logFile, writeLog } from '#electron/files/log'
import { openStudio } from '#electron/studio/studio'
import type { RecentNetwork } from '#shared/contract/app'
import { connect } from '#shared/contract/client'
import type { Client, Handlers, Listener } from '#shared/contract/contract'
import { memoryPorts } from '#shared/contract/memory'
import { serve } from '#shared/contract/server'
import { studioContract, type StudioContract } from '#shared/contract/studio'
import { app, nativeTheme, shell } from 'electron'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { endOnFaults, watchPage } from './accidents'
import { Busy } from './busy'
import { chooser } from './dialogs'
import { networksIn } from './files'
import { guardPages } from './guard'
import { Leaving } from './leaving'
import { setMenu } from './menu'
import { announceScheme, serveWindow } from './scheme'
import { utilitySpawner } from './utilitySpawner'
import { canUpdate, Updates } from './updates'
import { Windows } from './windows'
import { wordsOf, type Words } from './words'

const library = libraryFolder(thisPerson())

/** The app: one studio a library, and its windows. */
function main(): void {
  // One app a library: what Chromium keeps, and by which a second start finds the first, lies in it.
  const own = join(library, 'window')
  mkdirSync(own, { recursive: true })
  app.setPath('userData', own)
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  announceScheme()
  const asked = networksIn(process.argv.slice(1), process.cwd())
  // A Mac names files by events, the first of them before the app is ready.
  app.on('open-file', (event, path) => {
    event.preventDefault()
    asked.push(path)
  })
  void app.whenReady().then(() => begin(asked))
}

function begin(asked: string[]): void {
  let words: Words = wordsOf('system', app.getLocale())
  const wordsNow = () => words
  endOnFaults(wordsNow)
  guardPages()
  serveWindow(join(__dirname, '..', 'renderer'))

  const choose = chooser(wordsNow)
  const studio = openStudio({
    library,
    spawner: utilitySpawner(__dirname),
    outside: { version: app.getVersion(), choose, showInFolder: (path) => shell.showItemInFolder(path), ...(app.isPackaged && { bundledEngine: join(process.resourcesPath, 'engine') }) },
  })
  const busy = new Busy(studio)
  const leaving = new Leaving({ studio, busy, words: wordsNow })
  const windows = new Windows({
    handlers: studio.handlers,
    preload: join(__dirname, 'preload.cjs'),
    log: (where, fault) => void writeLog(where, fault),
    leaving: () => leaving.settled,
    made(window) {
      leaving.watch(window)
      watchPage(window, wordsNow)
    },
  })
  const open = (paths: readonly string[]) => {
    const window = windows.show()
    for (const path of paths) windows.want(window, { is: 'open', path })
  }

  const updates = new Updates(wordsNow)
  const doings = {
    newWindow: () => void windows.open(),
    showLibrary: () => void shell.openPath(library),
    showLog: () => shell.showItemInFolder(logFile()),
    ...(canUpdate() && { update: () => void updates.look() }),
    command: (command: string) => windows.want(windows.show(), { is: 'do', command }),
  }
  let recent: readonly RecentNetwork[] = []
  const { app: asks } = ownClient(studio.handlers)
  follow(asks.settings, ({ theme, language }) => {
    nativeTheme.themeSource = theme
    words = wordsOf(language, app.getLocale())
    setMenu(words, recent, doings)
  })
  follow(asks.recentNetworks, (now) => {
    recent = now
    setMenu(words, recent, doings)
  })

  app.on('second-instance', (_event, argv, folder) => open(networksIn(argv.slice(1), folder)))
  app.removeAllListeners('open-file')
  app.on('open-file', (event, path) => {
    event.preventDefault()
    open([path])
  })
  app.on('activate', () => void windows.show())
  app.on('window-all-closed', () => {
    if (process.platform !== 'darwin') app.quit()
  })
  open(asked)
}

/** This side asks the studio as a window does. */
function ownClient(handlers: Handlers<StudioContract>): Client<StudioContract> {
  const [mine, theirs] = memoryPorts()
  serve(studioContract, theirs, handlers)
  return connect(studioContract, mine)
}

/** Takes what a stream tells, first and later alike. */
function follow<T>(stream: (input: object, listener: Listener<T, T>) => unknown, take: (now: T) => void): void {
  stream({}, { snapshot: take, event: take })
}

main()
