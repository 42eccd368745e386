import { join } from 'node:path'
import { expect, it } from 'vitest'

it('what failed is told by file, test and the first line of why; a file that cannot be read, by its own message', async () => {
  const { root } = (await import('../../build/packages.mjs' as string)) as { root: string }
  const { failures } = (await import('../../build/vitest.mjs' as string)) as { failures(files: readonly object[]): string[] }
  const told = failures([
    {
      name: join(root, 'test', 'a.test.ts'), status: 'failed', message: '',
      assertionResults: [
        { status: 'passed', fullName: 'sums', failureMessages: [] },
        { status: 'failed', fullName: 'shapes of a pool', failureMessages: ['expected 3 to be 4\n    at somewhere'] },
      ],
    },
    { name: join(root, 'test', 'b.test.ts'), status: 'failed', message: 'Cannot find module x\nstack', assertionResults: [] },
    { name: join(root, 'test', 'c.test.ts'), status: 'passed', message: '', assertionResults: [{ status: 'passed', fullName: 'c', failureMessages: [] }] },
  ])
  expect(told).toEqual(['test/a.test.ts: shapes of a pool: expected 3 to be 4', 'test/b.test.ts: Cannot find module x'])
})
