// npm run test:e2e: the real studio in a real Chromium and a real Electron, used as a person would. Words after -- go to vitest.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { findChromium, systemPackage } from './chromium.mjs'
import { findElectron } from './electron.mjs'
import { fail } from './packages.mjs'
import { ensureEngine, prepare } from './program.mjs'
import { leave, vitest } from './vitest.mjs'
import { buildWindow } from './window.mjs'

/** Finds or gets what the tests of the window need, and resolves with the environment that names it; ends the process when something cannot be had that the caller has not left out. */
export async function readyForWindows() {
  const leftOut = (process.env.VGG_STUDIO_TESTS_WITHOUT ?? '').split(',').filter(Boolean)
  await buildWindow()
  const chromium = await findChromium()
  if (!chromium) fail('The tests of the window need a Chromium, and none could be had. Install one, or name it in CHROMIUM_PATH.')
  if (leftOut.includes('electron')) {
    console.log('The tests in Electron are left out, as VGG_STUDIO_TESTS_WITHOUT says.')
    return { CHROMIUM_PATH: chromium }
  }
  const how = 'To leave the tests in Electron out: VGG_STUDIO_TESTS_WITHOUT=electron.'
  const { path, why } = findElectron()
  if (!path) fail(`${why} ${how}`)
  if (!screen()) fail(`There is no screen, and no Xvfb to make one. Install xvfb. ${how}`)
  return { CHROMIUM_PATH: chromium, VGG_STUDIO_ELECTRON: path }
}

/** Whether there is a screen to draw on, or what makes one; gets that where it may. */
function screen() {
  if (process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY) return true
  const here = () => existsSync('/usr/bin/Xvfb')
  if (!here()) systemPackage('xvfb')
  return here()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await prepare()
  ensureEngine()
  const env = await readyForWindows()
  leave([vitest(['--config', 'test/e2e/vitest.config.ts', ...process.argv.slice(2)], env)])
}
