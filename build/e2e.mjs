// npm run test:e2e: the real studio in a real Chromium, used as a person would. Words after -- go to vitest.
import { join } from 'node:path'
import { findChromium } from './chromium.mjs'
import { fail, root } from './packages.mjs'
import { ensureEngine, prepare, run } from './program.mjs'
import { buildWindow } from './window.mjs'

await prepare()
ensureEngine()
await buildWindow()
const chromium = await findChromium()
if (!chromium) fail('The tests of the window need a Chromium, and none could be had. Install one, or name it in CHROMIUM_PATH.')
run(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), 'run', '--config', 'test/e2e/vitest.config.ts', ...process.argv.slice(2)], { env: { ...process.env, CHROMIUM_PATH: chromium } })
