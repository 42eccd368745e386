import type { Page } from 'playwright'
import { closeScreen, ElectronStudio, home } from './electronStudio'
import { Studio } from './studio'

/** The studio as a person has it, in whichever window: what is the same for both. */
export interface Host {
  /** A window in which a network can be trained; what goes wrong in it is kept. */
  window(): Promise<Page>
  /** The person is done with it. An app's only window stays open. */
  leave(page: Page): Promise<void>
  /** What went wrong in the windows so far. */
  faults(): string[]
  close(): Promise<void>
}

export interface HostOptions {
  /** Whether the person has left the first page before. */
  readonly toured?: boolean
}

/** Every kind of window that is there to be tested, by its name. */
export const hosts: readonly (readonly [string, (options?: HostOptions) => Promise<Host>])[] = [
  ['a browser', inBrowser],
  ...(process.env.VGG_STUDIO_ELECTRON ? [['Electron', inElectron] as const] : []),
]

async function inBrowser({ toured = true }: HostOptions = {}): Promise<Host> {
  const faults: string[] = []
  const studio = await Studio.open({ toured })
  return { window: () => studio.window(faults), leave: (page) => page.close(), faults: () => faults, close: () => studio.close() }
}

async function inElectron({ toured = true }: HostOptions = {}): Promise<Host> {
  const place = await home({ toured })
  const studio = await ElectronStudio.open(place.folder)
  return {
    window: () => studio.window(),
    leave: async () => undefined,
    faults: () => studio.takeFaults(),
    async close() {
      // Whatever it asks, it is to quit.
      await studio.answer(0)
      await studio.quit()
      closeScreen()
      await place.remove()
    },
  }
}
