import type { Studio } from '#electron/studio/studio'
import { app, BrowserWindow, powerMonitor } from 'electron'
import { ask } from './ask'
import type { Busy } from './busy'
import { filled, type Words } from './words'

/** How the app ends: not while a network is trained without asking, and never before what is trained is saved. */
export class Leaving {
  private asking = false
  private agreed = false
  private saved = false

  constructor(private readonly options: { readonly studio: Studio; readonly busy: Busy; readonly words: () => Words }) {
    app.on('before-quit', (event) => {
      if (this.saved) return
      event.preventDefault()
      void this.leave()
    })
    // Nobody can be asked when the system ends, or a terminal ends what it started; there is time to save.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => this.atOnce())
    powerMonitor.on('shutdown', () => this.atOnce())
  }

  /** Whether it is settled that the app ends. */
  get settled(): boolean {
    return this.agreed
  }

  /** Watches a window: closing the last one ends the app, except on a Mac, so it asks first. */
  watch(window: BrowserWindow): void {
    window.on('close', (event) => {
      const last = BrowserWindow.getAllWindows().length === 1
      if (process.platform === 'darwin' || !last || this.agreed || this.options.busy.share === undefined) return
      event.preventDefault()
      app.quit()
    })
  }

  private atOnce(): void {
    this.agreed = true
    void this.leave()
  }

  private async leave(): Promise<void> {
    if (this.asking) return
    this.asking = true
    try {
      this.agreed ||= this.options.busy.share === undefined || (await this.ask(this.options.busy.share))
      if (!this.agreed) return
      for (const window of BrowserWindow.getAllWindows()) window.hide()
      await this.options.studio.close()
      this.saved = true
      app.quit()
    } finally {
      this.asking = false
    }
  }

  private async ask(share: number): Promise<boolean> {
    const words = this.options.words()
    const button = await ask({ type: 'question', message: words.leaveTitle, detail: filled(words.leaveText, { percent: Math.floor(share * 100) }), buttons: [words.leave, words.cancel] })
    return button === 0
  }
}
