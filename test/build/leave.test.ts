import { spawnSync } from 'node:child_process'
import { expect, it } from 'vitest'

const vitest = new URL('../../build/vitest.mjs', import.meta.url).href

/** A process with the hook that packing leaves behind, which ends with these results. */
const codeAfter = (statuses: readonly number[]) =>
  spawnSync(process.execPath, ['--input-type=module', '-e', `
    import { leave } from '${vitest}'
    process.on('beforeExit', () => process.exit(0))
    leave(${JSON.stringify(statuses.map((status) => ({ status })))})
  `], { encoding: 'utf8' })

it('tests that failed before the app was packed end npm test with their code, whatever packing leaves behind', () => {
  expect(codeAfter([0, 3, 1])).toMatchObject({ status: 3, stderr: '' })
  expect(codeAfter([0, 0])).toMatchObject({ status: 0, stderr: '' })
})
