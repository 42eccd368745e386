import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Page } from 'playwright'

/** A window in a browser of its own, which nobody looks into but while it is steered: being watched takes time that a person's window does not. */
export class LoneWindow {
  private constructor(
    private readonly browser: ChildProcess,
    private readonly endpoint: string,
    private readonly folder: string,
  ) {}

  static async open(address: string): Promise<LoneWindow> {
    const folder = await mkdtemp(join(tmpdir(), 'vgg-studio-window-'))
    const words = [
      '--headless', '--no-sandbox', '--disable-gpu', '--hide-scrollbars', '--window-size=1280,887', `--user-data-dir=${folder}`, '--remote-debugging-port=0', '--no-first-run', '--disable-infobars',
      '--disable-background-networking', '--disable-component-update', '--disable-default-apps', '--disable-extensions', '--disable-sync', '--disable-field-trial-config',
    ]
    const browser = spawn(process.env.CHROMIUM_PATH!, [...words, 'about:blank'], { stdio: ['ignore', 'ignore', 'pipe'] })
    const endpoint = await new Promise<string>((found) => createInterface({ input: browser.stderr! }).on('line', (line) => {
      const [, told] = /listening on (ws:\S+)/.exec(line) ?? []
      if (told) found(told)
    }))
    const window = new LoneWindow(browser, endpoint, folder)
    await window.steer(async (page) => void (await page.goto(address)))
    return window
  }

  get pid(): number {
    return this.browser.pid!
  }

  async steer(act: (page: Page) => Promise<void>): Promise<void> {
    const watched = await chromium.connectOverCDP(this.endpoint)
    await act(watched.contexts()[0]!.pages()[0]!)
    // This lets go of the browser, which goes on.
    await watched.close()
  }

  async close(): Promise<void> {
    const ended = once(this.browser, 'exit')
    this.browser.kill()
    await ended
    await rm(this.folder, { recursive: true, force: true, maxRetries: 5 })
  }
}
