import { logFile, writeLog } from '#electron/files/log'
import { app, dialog, type BrowserWindow } from 'electron'
import { filled, type Words } from './words'

/** Watches a window: where its page dies or hangs, the person is asked whether to load it anew. What is trained does not depend on it. */
export function watchPage(window: BrowserWindow, words: () => Words): void {
  const { webContents } = window
  webContents.on('render-process-gone', (_event, { reason, exitCode }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    void writeLog('window', `its page ended: ${reason}, ${exitCode}`)
    void ask([words().reload, words().close], words().goneTitle, words().goneText).then((answer) => (answer === 0 ? webContents.reload() : window.destroy()))
  })
  window.on('unresponsive', () => {
    void ask([words().wait, words().reload], words().hungTitle, words().goneText).then((answer) => {
      if (answer === 1 && !window.isDestroyed()) webContents.forcefullyCrashRenderer()
    })
  })

  const ask = async (buttons: string[], message: string, detail: string) =>
    (await dialog.showMessageBox(window, { type: 'warning', message, detail, buttons, defaultId: 0, cancelId: 0, noLink: true })).response
}

/** What nobody caught goes to the log and ends the app with one sentence: its state is not known any more, and runs go on from their checkpoints. */
export function endOnFaults(words: () => Words): void {
  let ending = false
  const end = async (fault: unknown) => {
    if (ending) return
    ending = true
    await writeLog('app', fault)
    dialog.showErrorBox(words().faultTitle, filled(words().faultText, { log: logFile() }))
    app.exit(1)
  }
  process.on('uncaughtException', (fault) => void end(fault))
  process.on('unhandledRejection', (fault) => void writeLog('app', fault))
}
