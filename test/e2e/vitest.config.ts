import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    // What whoever runs the tests has left out (build/e2e.mjs says it) is not among them.
    include: process.env.VGG_STUDIO_ELECTRON ? ['test/e2e/**/*.e2e.ts'] : ['test/e2e/**/!(electron).e2e.ts'],
    globalSetup: ['test/helpers/setup.ts'],
    testTimeout: 240_000,
    hookTimeout: 120_000,
    fileParallelism: false,
  },
})
