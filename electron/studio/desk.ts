import { writeAtomic } from '#electron/files/atomic'
import { settings as settingsSchema, type Settings } from '#shared/contract/app'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { Listeners } from './listeners'

const usual: Settings = { theme: 'system', language: 'system', toured: false }

/** What is kept for the person between starts, in the library: settings.json, and desk.json as the window wrote it. */
export class Desk {
  readonly changes = new Listeners<Settings>()

  constructor(private readonly library: string) {}

  /** The settings; those that cannot be read are the usual ones. */
  async settings(): Promise<Settings> {
    const parsed = v.safeParse(settingsSchema, { ...usual, ...((await readJson(join(this.library, 'settings.json'))) as object | null) })
    return parsed.success ? parsed.output : usual
  }

  async change({ theme, language, toured }: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Promise<void> {
    const changed = { ...(await this.settings()), ...(theme && { theme }), ...(language && { language }), ...(toured !== undefined && { toured }) }
    await writeAtomic(join(this.library, 'settings.json'), JSON.stringify(changed))
    this.changes.tell(changed)
  }

  /** What was on the desk; null where nothing was, or what was cannot be read. */
  async read(): Promise<unknown> {
    return await readJson(join(this.library, 'desk.json'))
  }

  async write(desk: unknown): Promise<void> {
    await writeAtomic(join(this.library, 'desk.json'), JSON.stringify(desk ?? null))
  }
}

async function readJson(file: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, 'utf8')) as unknown
  } catch {
    return null
  }
}
