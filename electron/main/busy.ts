import type { Studio } from '#electron/studio/studio'
import { BrowserWindow, powerSaveBlocker } from 'electron'

/** What is being trained, for what the system is told of it. */
export class Busy {
  /** How far it is, 0 to 1; undefined while nothing is trained. */
  share: number | undefined
  private blocker: number | undefined

  /** While something is trained, the machine does not fall asleep by itself, and the dock or task bar shows how far it is. */
  constructor(studio: Studio) {
    studio.onBusy((busy) => {
      this.share = busy?.share
      for (const window of BrowserWindow.getAllWindows()) window.setProgressBar(busy ? busy.share : -1)
      if (busy) this.blocker ??= powerSaveBlocker.start('prevent-app-suspension')
      else if (this.blocker !== undefined) {
        powerSaveBlocker.stop(this.blocker)
        this.blocker = undefined
      }
    })
  }
}
