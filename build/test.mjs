// npm test: installs what is missing, sets up the engine, then checks and runs all tests, those of the window in a real Chromium and a real Electron too, and of the app as it is packed.
// Words after -- go to vitest, which then runs the tests without a window alone.
import { join } from 'node:path'
import { readyForWindows } from './e2e.mjs'
import { root } from './packages.mjs'
import { ensureEngine, prepare, run } from './program.mjs'
import { testPackages } from './testPackage.mjs'
import { leave, vitest } from './vitest.mjs'

const words = process.argv.slice(2)
await prepare()
ensureEngine()
// What cannot be had is said before minutes are spent.
const windows = words.length ? undefined : await readyForWindows()
run(process.execPath, [join(root, 'build', 'check.mjs')])

const results = [vitest(words)]
if (windows) results.push(vitest(['--config', 'test/e2e/vitest.config.ts'], windows))
if (windows?.VGG_STUDIO_ELECTRON) results.push(...(await testPackages(windows)))
// Told again at the end, where a reader of a long log looks first.
for (const failure of results.flatMap(({ failures }) => failures)) console.log(`FAILED ${failure}`)
const total = (count) => results.reduce((sum, result) => sum + result[count], 0)
console.log(`${total('passed')} passed, ${total('failed')} failed, ${total('skipped')} skipped`)
leave(results)
