import { spawn, type ChildProcess } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import type { Home } from './home'

/** The packed app, when that is what is tested. */
const packed = process.env.VGG_STUDIO_PACKED ?? process.env.VGG_STUDIO_RELEASED

/** What is to be started: Electron, or an app that is packed. */
export const program = packed ?? process.env.VGG_STUDIO_ELECTRON!

/** How Playwright is to start it. The Electron that is installed it starts by itself, and holds the app back until it has attached; beside a packed app that makes its first window at once it may wait for ever on a busy machine. */
export const started = packed ? { executablePath: packed } : {}

/** The words that every start needs: tests run where there is no GPU, and perhaps as the one person whom Chromium's sandbox does not let in. Electron is told the app's folder; a packed app has its own. */
export const words = ['--disable-gpu', ...(process.platform === 'linux' ? ['--no-sandbox'] : []), ...(packed ? [] : [join(import.meta.dirname, '..', '..')])]

/** The environment of an app at home in this folder. A packed app has only the engine that it brings. */
export async function environment({ folder, library }: Home): Promise<Record<string, string>> {
  await screen()
  const { VGG_STUDIO_ENGINE, ...rest } = process.env as Record<string, string>
  return { ...rest, ...(!packed && VGG_STUDIO_ENGINE && { VGG_STUDIO_ENGINE }), VGG_STUDIO_LIBRARY: library, XDG_DATA_HOME: folder, LANGUAGE: 'en', LC_ALL: 'C.UTF-8' }
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
