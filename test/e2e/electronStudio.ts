import { spawn, type ChildProcess } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { _electron, type ElectronApplication, type Locator, type Page } from 'playwright'

const root = join(import.meta.dirname, '..', '..')
/** The packed app, when that is what is tested. */
const packed = process.env.VGG_STUDIO_PACKED ?? process.env.VGG_STUDIO_RELEASED
const program = packed ?? process.env.VGG_STUDIO_ELECTRON!
/** The folder of the app that Electron is to run; the packed one has its own. */
const appFolder = packed ? [] : [root]

/** A folder for several starts of the app: its library, and all else that it keeps. Its person has left the first page, unless it is said that they have not. */
export async function home({ toured = true } = {}): Promise<{ readonly folder: string; readonly library: string; remove(): Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), 'vgg-studio-electron-'))
  await mkdir(join(folder, 'library'))
  await writeFile(join(folder, 'library', 'settings.json'), JSON.stringify({ toured }))
  return { folder, library: join(folder, 'library'), remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) }
}

/** A question that the app asked by a native dialog. */
export interface Asked {
  readonly message: string
  readonly detail: string
  readonly buttons: readonly string[]
}

/** The app as a person has it, in a real Electron. Its native dialogs, which nothing can click, are answered by number. */
export class ElectronStudio {
  private readonly faults: string[] = []
  private readonly known = new Set<Page>()

  private constructor(readonly app: ElectronApplication) {}

  static async open(folder: string, words: readonly string[] = []): Promise<ElectronStudio> {
    const app = await _electron.launch({ executablePath: program, args: [...flags, ...appFolder, ...words], env: await environment(folder) })
    await app.evaluate(({ dialog }) => {
      const kept = globalThis as unknown as { asked: unknown[]; answer: number }
      kept.asked = []
      kept.answer = 1
      dialog.showMessageBox = async (...given: unknown[]) => {
        kept.asked.push(given.at(-1))
        return { response: kept.answer, checkboxChecked: false }
      }
    })
    return new ElectronStudio(app)
  }

  /** Starts the app once more, as a person does who clicks its icon again; resolves with the exit code. */
  static async again(folder: string, words: readonly string[]): Promise<number | null> {
    const child = spawn(program, [...flags, ...appFolder, ...words], { env: await environment(folder), stdio: 'ignore' })
    return new Promise((end) => child.on('exit', end))
  }

  /** The window that is there first, or the next one, once it is usable; what goes wrong in it is kept. */
  async window(page: Page | Promise<Page> = this.app.firstWindow()): Promise<Page> {
    const found = await page
    if (!this.known.has(found)) {
      this.known.add(found)
      found.on('pageerror', (error) => this.faults.push(error.message))
      found.on('console', (message) => message.type() === 'error' && this.faults.push(message.text()))
    }
    await found.getByText('Ready to train').or(found.getByRole('button', { name: 'Stop' })).first().waitFor({ timeout: 60_000 })
    return found
  }

  /** What went wrong in the windows since the last time that it was asked. */
  takeFaults(): string[] {
    return this.faults.splice(0)
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

  async asked(): Promise<Asked[]> {
    return await this.app.evaluate(() => (globalThis as unknown as { asked: Asked[] }).asked.splice(0))
  }

  /** Kills the process that trains, as a system does that has no memory left. */
  async killTrainer(): Promise<void> {
    const found = await this.app.evaluate(({ app }) => app.getAppMetrics().filter(({ name }) => name?.includes('training')).map(({ pid }) => pid))
    if (!found.length) throw new Error('Nothing trains')
    for (const pid of found) process.kill(pid, 'SIGKILL')
  }

  /** Quits, and resolves when the app has ended. */
  async quit(): Promise<void> {
    const ended = new Promise((end) => this.app.process().once('exit', end))
    await this.app.evaluate(({ app }) => app.quit()).catch(() => undefined)
    await ended
  }
}

/** The bar at the window's foot, which says what runs. */
export const runBar = (page: Page): Locator => page.locator('footer').last()

/** Tests run where there is no GPU, and perhaps as the one person whom Chromium's sandbox does not let in. */
export const flags = ['--disable-gpu', ...(process.platform === 'linux' ? ['--no-sandbox'] : [])]

/** The environment of an app whose library and all else lie in this folder. A packed app has only the engine that it brings. */
export async function environment(folder: string): Promise<Record<string, string>> {
  await screen()
  const { VGG_STUDIO_ENGINE, ...rest } = process.env as Record<string, string>
  return { ...rest, ...(!packed && VGG_STUDIO_ENGINE && { VGG_STUDIO_ENGINE }), VGG_STUDIO_LIBRARY: join(folder, 'library'), XDG_DATA_HOME: folder, LANGUAGE: 'en', LC_ALL: 'C.UTF-8' }
}

let xvfb: ChildProcess | undefined

/** A screen to draw on: the one that there is, else Xvfb's, which ends with the tests. */
async function screen(): Promise<void> {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return
  const started = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1400x900x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  xvfb = started
  const number = await new Promise<string>((found, fail) => {
    started.on('error', () => fail(new Error('Xvfb did not start, and there is no other screen.')))
    createInterface({ input: started.stdio[3] as Readable }).once('line', found)
  })
  process.env.DISPLAY = `:${number}`
}

/** Lets go of the screen that was made. */
export function closeScreen(): void {
  if (!xvfb) return
  xvfb.kill()
  xvfb = undefined
  delete process.env.DISPLAY
}
