// Runs tests and counts them.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { root } from './packages.mjs'

/** Runs vitest once with these words, on this screen; returns `{ status, passed, failed, skipped }`. */
export function vitest(words, env = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'vgg-studio-test-'))
  const report = join(folder, 'report.json')
  try {
    const all = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...words]
    const { status } = spawnSync(process.execPath, [join(root, 'node_modules', 'vitest', 'vitest.mjs'), ...all], { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
    const { numPassedTests, numFailedTests, numPendingTests, testResults } = JSON.parse(readFileSync(report, 'utf8'))
    return { status: status ?? 1, passed: numPassedTests, failed: numFailedTests, skipped: numPendingTests, failures: failures(testResults) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

/** What failed, a sentence each: file, test and the first line of why; a file that could not even be read has no tests. */
export function failures(files) {
  return files.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed')
    const where = relative(root, name)
    if (failed.length) return failed.map(({ fullName, failureMessages: [why = ''] }) => `${where}: ${fullName}: ${firstLine(why)}`)
    return status === 'failed' ? [`${where}: ${firstLine(message)}`] : []
  })
}

const firstLine = (text) => text.split('\n')[0]

/**
 * Ends the process: with 0 where all of these results are good, else with the worst of their codes. At once, since a hook of electron-builder's ends a
 * process that has nothing left to do with 0, whatever its exit code is to be.
 */
export function leave(results) {
  process.exit(Math.max(...results.map(({ status }) => status)))
}
