import { spawn } from 'node:child_process'
import { _electron, type ElectronApplication, type Page } from 'playwright'
import { closeScreen, environment, program, started, words } from './electronProgram'
import { makeHome, type HomeOptions } from './home'
import { Studio } from './studio'

/** A question that the app asked by a native dialog. */
export interface Asked {
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
}

/** The app in a real Electron. Its native dialogs, which nothing can click, are answered by number. */
export class ElectronStudio extends Studio {
  app!: ElectronApplication
  /** The windows that a spec has had. */
  private readonly used = new Set<Page>()

  static async open(options?: HomeOptions): Promise<ElectronStudio> {
    const studio = new ElectronStudio(await makeHome(options))
    await studio.begin()
    return studio
  }

  /** Starts the app once more, as a person does who clicks its icon again; resolves with the exit code. */
  async again(more: readonly string[]): Promise<number | null> {
    const child = spawn(program, [...words, ...more], { env: await environment(this.home), stdio: 'ignore' })
    return new Promise((end) => child.on('exit', end))
  }

  /** The last window to close would end the app: a new one takes the place of all. */
  async leave(): Promise<void> {
    const last = await this.another()
    const id = await (await this.app.browserWindow(last)).evaluate((window) => window.id)
    const others = this.app.windows().filter((page) => page !== last)
    await Promise.all([
      ...others.map((page) => page.waitForEvent('close')),
      this.app.evaluate(({ BrowserWindow }, kept) => BrowserWindow.getAllWindows().forEach((window) => window.id !== kept && window.close()), id),
    ])
  }

  async resize(page: Page, width: number, height: number): Promise<void> {
    const window = await this.app.browserWindow(page)
    await window.evaluate((it, [across, down]) => it.setContentSize(across!, down!), [width, height])
    await page.waitForFunction(([across, down]) => innerWidth === across && innerHeight === down, [width, height])
  }

  async killTrainer(): Promise<void> {
    const found = await this.app.evaluate(({ app }) => app.getAppMetrics().filter(({ name }) => name?.includes('training')).map(({ pid }) => pid))
    if (!found.length) throw new Error('Nothing trains')
    for (const pid of found) process.kill(pid, 'SIGKILL')
  }

  /** Does what a click on an entry of the menu does. */
  async menu(menu: string, entry: string): Promise<void> {
    await this.app.evaluate(({ Menu }, [outer, inner]) => {
      const item = Menu.getApplicationMenu()!.items.find(({ label }) => label === outer)?.submenu?.items.find(({ label }) => label === inner)
      if (!item) throw new Error(`No ${inner} in ${outer}`)
      item.click()
    }, [menu, entry] as const)
  }

  /** From now on every question is answered with this button. */
  async answer(button: number): Promise<void> {
    await this.app.evaluate((_electron, number) => void ((globalThis as unknown as { answer: number }).answer = number), button)
  }

  /** What was asked since the last time that this was. */
  async asked(): Promise<Asked[]> {
    return await this.app.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked.splice(0))
  }

  /** From now on these are chosen whenever the app lets the person choose files or a folder. */
  async choose(...paths: readonly string[]): Promise<void> {
    await this.app.evaluate(({ dialog }, filePaths) => {
      dialog.showOpenDialog = async () => ({ canceled: false, filePaths })
    }, [...paths])
  }

  protected async begin(): Promise<void> {
    this.app = await _electron.launch({ ...started, args: words, env: await environment(this.home) })
    for (const page of this.app.windows()) this.listen(page)
    this.app.on('window', (page) => this.listen(page))
    await this.app.evaluate(({ dialog }) => {
      const kept = globalThis as unknown as { asked: unknown[]; answer: number }
      kept.asked = []
      kept.answer = 1
      dialog.showMessageBox = async (...given: unknown[]) => {
        kept.asked.push(given.at(-1))
        return { response: kept.answer, checkboxChecked: false }
      }
    })
  }

  protected async end(): Promise<void> {
    await this.answer(0)
    const ended = new Promise((end) => this.app.process().once('exit', end))
    await this.app.evaluate(({ app }) => app.quit()).catch(() => undefined)
    await ended
  }

  override async close(): Promise<void> {
    await super.close()
    closeScreen()
  }

  protected async fresh(): Promise<Page> {
    const page = (await this.opened()) ?? (await this.another())
    this.used.add(page)
    return page
  }

  /** A window that is open and was not used yet: the one that the app begins with, or that `leave` left. */
  private async opened(): Promise<Page | undefined> {
    await this.app.firstWindow()
    return this.app.windows().find((page) => !this.used.has(page))
  }

  private async another(): Promise<Page> {
    const [page] = await Promise.all([this.app.waitForEvent('window'), this.menu('File', 'New Window')])
    return page
  }
}
