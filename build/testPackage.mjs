// npm run test:package: packs the app twice, and uses what was packed: a build that tests can attach to by the specs of the app in Electron, and the build that is released.
import { fileURLToPath } from 'node:url'
import { readyForWindows } from './e2e.mjs'
import { pack, packedProgram } from './package.mjs'
import { ensureEngine, prepare } from './program.mjs'
import { leave, vitest } from './vitest.mjs'

/** Packs and tests in this environment (of `readyForWindows`); resolves with the results. */
export async function testPackages(env) {
  const results = []
  for (const [name, inspect] of [['VGG_STUDIO_PACKED', true], ['VGG_STUDIO_RELEASED', false]]) {
    const program = packedProgram(await pack(['dir'], { inspect }))
    results.push(vitest(['--config', 'test/e2e/vitest.config.ts'], { ...env, [name]: program }))
  }
  return results
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  await prepare()
  ensureEngine()
  const results = await testPackages(await readyForWindows())
  leave(results)
}
