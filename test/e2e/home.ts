import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A folder for several starts of the studio: its library, and all else that it keeps. */
export interface Home {
  readonly folder: string
  /** The folder of its runs and data sets. */
  readonly library: string
  remove(): Promise<void>
}

export interface HomeOptions {
  /** Whether the person has left the first page before. */
  readonly toured?: boolean
}

export async function makeHome({ toured = true }: HomeOptions = {}): Promise<Home> {
  const folder = await mkdtemp(join(tmpdir(), 'vgg-studio-e2e-'))
  const library = join(folder, 'library')
  await mkdir(library)
  await writeFile(join(library, 'settings.json'), JSON.stringify({ toured }))
  return { folder, library, remove: () => rm(folder, { recursive: true, force: true, maxRetries: 5 }) }
}
