// npm run check: types, lint with the borders between the rooms, and what nobody uses.
import { join } from 'node:path'
import { ensurePackages, root } from './packages.mjs'
import { run } from './program.mjs'

ensurePackages()
for (const [what, tool, ...words] of [
  ['types', 'vue-tsc/bin/vue-tsc.js', '-b'],
  ['lint', 'eslint/bin/eslint.js', '.', '--max-warnings', '0'],
  ['unused code', 'knip/bin/knip.js'],
]) {
  const start = Date.now()
  run(process.execPath, [join(root, 'node_modules', tool), ...words])
  console.log(`check: ${what} good (${((Date.now() - start) / 1000).toFixed(1)} s)`)
}
