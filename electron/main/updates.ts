import { app, BrowserWindow } from 'electron'
import type { AppUpdater } from 'electron-updater'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ask } from './ask'
import { filled, reasonInWords, type Words } from './words'

/** Whether whoever packed the app said where newer versions lie. */
export function canUpdate(): boolean {
  return app.isPackaged && existsSync(join(process.resourcesPath, 'app-update.yml'))
}

/**
 * Looks for a newer version because the person asked, and gets it if they want it; it is put in place when the app has quit, after all is saved.
 * Nothing is looked for by itself: the app sends nothing that nobody asked for.
 */
export class Updates {
  private looking = false

  constructor(private readonly words: () => Words) {}

  async look(): Promise<void> {
    if (this.looking) return
    this.looking = true
    try {
      // Loaded when it is wanted: the start of the app does not wait for it.
      const { autoUpdater } = await import('electron-updater')
      await this.offer(autoUpdater)
    } catch (fault) {
      await this.say('warning', this.words().updateFault, reasonInWords(fault, this.words()))
    } finally {
      this.looking = false
      for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(-1)
    }
  }

  private async offer(updater: AppUpdater): Promise<void> {
    updater.autoDownload = false
    updater.autoInstallOnAppQuit = true
    const found = await updater.checkForUpdates()
    const words = this.words()
    if (!found?.isUpdateAvailable) return void (await this.say('info', filled(words.updateNone, { version: app.getVersion() })))
    const size = Math.round(found.updateInfo.files.reduce((most, file) => Math.max(most, file.size ?? 0), 0) / 1e6)
    const wanted = await this.say('question', filled(words.updateThere, { version: found.updateInfo.version }), filled(words.updateSize, { size }), [words.updateGet, words.cancel])
    if (wanted !== 0) return
    updater.on('download-progress', ({ percent }) => {
      for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(percent / 100)
    })
    await updater.downloadUpdate()
    if ((await this.say('question', words.updateReady, words.updateWhen, [words.updateQuit, words.updateLater])) === 0) app.quit()
  }

  private async say(type: 'info' | 'warning' | 'question', message: string, detail = '', buttons = [this.words().close]): Promise<number> {
    return await ask({ type, message, detail, buttons })
  }
}
