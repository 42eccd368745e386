import { writeAtomic } from '#electron/files/atomic'
import { settings as settingsSchema, type Settings } from '#shared/contract/app'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as v from 'valibot'
import { Listeners } from './listeners'

const usual: Settings = { theme: 'system', language: 'system', toured: false }

/** What the person has chosen for every window, kept in the library's settings.json. */
export class KeptSettings {
  readonly changes = new Listeners<Settings>()

  constructor(private readonly library: string) {}

  /** The settings; those that cannot be read are the usual ones. */
  async read(): Promise<Settings> {
    const kept = await readFile(this.file, 'utf8').then((text) => JSON.parse(text) as object | null).catch(() => null)
    const parsed = v.safeParse(settingsSchema, { ...usual, ...kept })
    return parsed.success ? parsed.output : usual
  }

  async change({ theme, language, toured }: { readonly [K in keyof Settings]?: Settings[K] | undefined }): Promise<void> {
    const changed = { ...(await this.read()), ...(theme && { theme }), ...(language && { language }), ...(toured !== undefined && { toured }) }
    await writeAtomic(this.file, JSON.stringify(changed))
    this.changes.tell(changed)
  }

  private get file(): string {
    return join(this.library, 'settings.json')
  }
}
