import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['test/browser/**/*.test.ts'],
    // Longer than the 30 s that Playwright waits for one thing: what hangs is named, and a slow machine is no failure.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // One Chromium at a time: each is several processes already.
    fileParallelism: false,
  },
})
