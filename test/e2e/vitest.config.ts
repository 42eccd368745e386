import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: included(),
    globalSetup: ['test/helpers/setup.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})

/** Which tests: build/e2e.mjs says what is there to be tested, and tells what was left out. */
function included(): string[] {
  const { VGG_STUDIO_RELEASED: released, VGG_STUDIO_PACKED: packed, VGG_STUDIO_ELECTRON: electron } = process.env
  if (released) return ['test/e2e/released.e2e.ts']
  if (packed) return ['test/e2e/electron.e2e.ts']
  return electron ? ['test/e2e/!(released).e2e.ts'] : ['test/e2e/!(electron|released).e2e.ts']
}
