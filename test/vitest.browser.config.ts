import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/browser/**/*.test.ts'],
    testTimeout: 40_000,
    hookTimeout: 120_000,
    // One Chromium at a time: each is several processes already.
    fileParallelism: false,
  },
})
