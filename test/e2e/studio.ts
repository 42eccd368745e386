import { join } from 'node:path'
import type { Page } from 'playwright'
import { plant, spotted } from '../electron/datasets/import/pictures'
import { runBar } from './acts'
import type { Home } from './home'

/** The studio as a person has it, in whichever kind of window. What goes wrong in a window is kept. */
export abstract class Studio {
  private faults: string[] = []

  protected constructor(protected readonly home: Home) {}

  /** The folder of its runs and data sets. */
  get library(): string {
    return this.home.library
  }

  /** A window that nobody has used yet, once it shows that it can train. */
  async window(): Promise<Page> {
    const page = await this.fresh()
    await untilUsable(page)
    return page
  }

  /** The person is done with all the windows; the studio goes on. */
  abstract leave(): Promise<void>

  /** Sets how much of a window is there for the page, in pixels. */
  abstract resize(page: Page, width: number, height: number): Promise<void>

  /** Kills the process that trains, as a system does that has no memory left. */
  abstract killTrainer(): Promise<void>

  /** Ends it as a person does, saying yes to whatever it asks, and starts it again. */
  async reopen(): Promise<void> {
    await this.end()
    await this.begin()
  }

  /** Ends it for good, with all that it kept. */
  async close(): Promise<void> {
    await this.end()
    await this.home.remove()
  }

  /** What went wrong in its windows since the last time that this was asked. */
  takeFaults(): string[] {
    return this.faults.splice(0)
  }

  /** A folder Pets with so many pictures of each class; gives its path. */
  async plantPictures(classes: Readonly<Record<string, number>>): Promise<string> {
    const files = Object.entries(classes).flatMap(([name, count]) => Array.from({ length: count }, (_, number) => [`${name}/${number}.png`, spotted(number * 30)] as const))
    return await plant(join(this.home.folder, 'Pets'), Object.fromEntries(files))
  }

  protected abstract begin(): Promise<void>
  protected abstract end(): Promise<void>
  protected abstract fresh(): Promise<Page>

  /** Keeps what goes wrong in a window. */
  protected listen(page: Page): void {
    page.on('pageerror', (error) => this.faults.push(error.message))
    page.on('console', (message) => message.type() === 'error' && this.faults.push(message.text()))
  }
}

/** Waits until a window has its desk, and can train what is on it, or says why it cannot, or trains. Before the desk is there nothing can be done in it. */
export async function untilUsable(page: Page): Promise<void> {
  await page.locator('.window[aria-busy="false"]').waitFor({ timeout: 60_000 })
  const bar = runBar(page)
  await bar.getByRole('button', { name: /^(Train|Stop)/, disabled: false }).or(bar.getByText('Cannot train yet')).first().waitFor({ timeout: 60_000 })
}
