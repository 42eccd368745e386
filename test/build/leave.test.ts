import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { pathToFileURL } from 'node:url'
import { expect, it } from 'vitest'

/** What electron-builder ends with when nothing is left to do, as it comes with it. */
const require = createRequire(import.meta.url)
const hook = require.resolve('async-exit-hook', { paths: [require.resolve('temp-file', { paths: [require.resolve('app-builder-lib', { paths: [require.resolve('electron-builder')] })] })] })
const vitest = pathToFileURL(require.resolve('../../build/vitest.mjs')).href

const codeAfter = (statuses: readonly number[]) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', `
    import { createRequire } from 'node:module'
    import { leave } from '${vitest}'
    createRequire(import.meta.url)(${JSON.stringify(hook)})(() => undefined)
    leave(${JSON.stringify(statuses.map((status) => ({ status })))})
  `], { encoding: 'utf8' })

it('tests that failed before the app was packed end npm test with their code, whatever packing leaves behind', () => {
  expect(codeAfter([0, 3, 1])).toMatchObject({ status: 3, stderr: '' })
  expect(codeAfter([0, 0])).toMatchObject({ status: 0, stderr: '' })
})
