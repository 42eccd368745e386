// npm test: installs what is missing, sets up the engine, then checks and runs all tests. Words after -- go to vitest.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { root } from './packages.mjs'
import { ensureEngine, prepare, run } from './program.mjs'

await prepare()
ensureEngine()
run(process.execPath, [join(root, 'build', 'check.mjs')])

const folder = mkdtempSync(join(tmpdir(), 'vgg-studio-test-'))
const report = join(folder, 'report.json')
try {
  const words = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...process.argv.slice(2)]
  const { status } = spawnSync(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...words], { cwd: root, stdio: 'inherit' })
  const { numPassedTests, numFailedTests, numPendingTests } = JSON.parse(readFileSync(report, 'utf8'))
  console.log(`${numPassedTests} passed, ${numFailedTests} failed, ${numPendingTests} skipped`)
  process.exitCode = status ?? 1
} finally {
  rmSync(folder, { recursive: true, force: true })
}
