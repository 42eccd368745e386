import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { plant, spotted } from '../electron/datasets/import/pictures'
import { chromium, type Browser, type Locator, type Page } from 'playwright'

/** Tests and benches run from the root. */
const root = process.cwd()

/** The studio as a person has it: its server on a library of its own, and windows of a browser. */
export class Studio {
  private constructor(
    private readonly server: ChildProcess,
    private readonly browser: Browser,
    /** What to open in a browser. */
    readonly address: string,
    /** The folder of its runs and data sets. */
    readonly library: string,
  ) {}

  /** A studio whose person has left the first page, unless it is said that they have not. */
  static async open({ toured = true } = {}): Promise<Studio> {
    const library = await mkdtemp(join(tmpdir(), 'vgg-studio-e2e-'))
    await writeFile(join(library, 'settings.json'), JSON.stringify({ toured }))
    const server = spawn(process.execPath, [join(root, 'dist', 'electron', 'terminal.cjs'), 'serve'], { env: { ...process.env, VGG_STUDIO_LIBRARY: library }, stdio: ['ignore', 'pipe', 'inherit'] })
    const address = await new Promise<string>((found) => createInterface({ input: server.stdout! }).once('line', found))
    const browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH!, args: ['--no-sandbox', '--disable-gpu'] })
    return new Studio(server, browser, address, library)
  }

  /** The process of the studio; those that it started are its children. */
  get pid(): number {
    return this.server.pid!
  }

  /** A new window, once it shows that it can train; what goes wrong in it fails the test. */
  async window(faults: string[]): Promise<Page> {
    const page = await this.blank(faults)
    await this.show(page)
    return page
  }

  /** A browser's window that shows nothing yet. */
  async blank(faults: string[]): Promise<Page> {
    const context = await this.browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-US' })
    const page = await context.newPage()
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
    return page
  }

  /** Opens the studio in a window, and waits until it shows that it can train. */
  async show(page: Page): Promise<void> {
    await page.goto(this.address)
    await page.getByText('Ready to train').or(page.getByRole('button', { name: 'Stop' })).first().waitFor({ timeout: 60_000 })
  }

  /** A folder Pets with so many pictures of each class; gives its path. */
  async plantPictures(classes: Readonly<Record<string, number>>): Promise<string> {
    const files = Object.entries(classes).flatMap(([name, count]) => Array.from({ length: count }, (_, number) => [`${name}/${number}.png`, spotted(number * 30)] as const))
    return await plant(join(this.library, 'Pets'), Object.fromEntries(files))
  }

  /** Kills the process that trains, as a system does that has no memory left. */
  killTrainer(): void {
    const found = spawnSync('pgrep', ['-P', String(this.server.pid), '-f', 'trainer.cjs'], { encoding: 'utf8' }).stdout.trim().split('\n').filter(Boolean)
    if (!found.length) throw new Error('Nothing trains')
    for (const pid of found) process.kill(Number(pid), 'SIGKILL')
  }

  async close(): Promise<void> {
    await this.browser.close()
    const ended = new Promise((end) => this.server.once('exit', end))
    this.server.kill('SIGINT')
    await ended
    await rm(this.library, { recursive: true, force: true })
  }
}

/** The bar at the window's foot, which says what runs. */
export const runBar = (page: Page): Locator => page.locator('footer').last()
