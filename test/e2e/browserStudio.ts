import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium, type Browser, type Page } from 'playwright'
import { makeHome, type HomeOptions } from './home'
import { Studio, untilUsable } from './studio'

/** Tests and benches run from the root. */
const program = join(process.cwd(), 'dist', 'electron', 'terminal.cjs')
const view = { viewport: { width: 1280, height: 800 }, locale: 'en-US' }

/** The studio in a browser: its server, and windows of one Chromium. */
export class BrowserStudio extends Studio {
  private server!: ChildProcess
  private browser!: Browser
  /** What to open in a browser. */
  address!: string

  static async open(options?: HomeOptions): Promise<BrowserStudio> {
    const studio = new BrowserStudio(await makeHome(options))
    await studio.begin()
    return studio
  }

  /** The process of the studio; those that it started are its children. */
  get pid(): number {
    return this.server.pid!
  }

  /** An empty window of a browser that has never shown the studio. Each is in front: of the tabs of one window all but one would be drawn seldom. */
  async blank(): Promise<Page> {
    const context = await this.browser.newContext(view)
    context.on('page', (page) => this.listen(page))
    return await context.newPage()
  }

  /** Opens the studio in a window, and waits until it shows that it can train. */
  async show(page: Page): Promise<void> {
    await page.goto(this.address)
    await untilUsable(page)
  }

  async leave(): Promise<void> {
    await Promise.all(this.browser.contexts().map((context) => context.close()))
  }

  async resize(page: Page, width: number, height: number): Promise<void> {
    await page.setViewportSize({ width, height })
  }

  async killTrainer(): Promise<void> {
    const found = spawnSync('pgrep', ['-P', String(this.pid), '-f', 'trainer.cjs'], { encoding: 'utf8' }).stdout.trim().split('\n').filter(Boolean)
    if (!found.length) throw new Error('Nothing trains')
    for (const pid of found) process.kill(Number(pid), 'SIGKILL')
  }

  protected async begin(): Promise<void> {
    this.server = spawn(process.execPath, [program, 'serve'], { env: { ...process.env, VGG_STUDIO_LIBRARY: this.library }, stdio: ['ignore', 'pipe', 'inherit'] })
    this.address = await new Promise<string>((found) => createInterface({ input: this.server.stdout! }).once('line', found))
    this.browser = await chromium.launch({ executablePath: process.env.CHROMIUM_PATH!, args: ['--no-sandbox', '--disable-gpu'] })
  }

  protected async end(): Promise<void> {
    await this.browser.close()
    const ended = new Promise((end) => this.server.once('exit', end))
    this.server.kill('SIGINT')
    await ended
  }

  protected async fresh(): Promise<Page> {
    const page = await this.blank()
    await page.goto(this.address)
    return page
  }
}
