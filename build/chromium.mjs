// Finds a Chromium for the tests that look at the real window, or gets one.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const system = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome', '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome', 'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe']

/** The path of a Chromium: CHROMIUM_PATH, Playwright's own, the system's, else one that Playwright or the system's package manager gets; undefined when none of them can. */
export async function findChromium() {
  const { chromium } = await import('playwright')
  const here = () => [process.env.CHROMIUM_PATH, chromium.executablePath(), ...system].find((path) => path && existsSync(path))
  if (here()) return here()
  console.log('Getting a Chromium for the tests of the window (some 170 MB, once) …')
  const playwright = join(dirname(createRequire(import.meta.url).resolve('playwright/package.json')), 'cli.js')
  spawnSync(process.execPath, [playwright, 'install', 'chromium'], { stdio: 'inherit' })
  if (!here()) systemPackage('chromium')
  return here()
}

/** Gets a package of Debian's kind, where this person may. */
export function systemPackage(name) {
  if (process.platform !== 'linux' || process.getuid() !== 0) return
  spawnSync('apt-get', ['update', '-q'], { stdio: 'inherit' })
  spawnSync('apt-get', ['install', '-y', '-q', name], { stdio: 'inherit' })
}
