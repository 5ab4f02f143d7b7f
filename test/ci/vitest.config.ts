import { defineConfig } from 'vitest/config'

/** Tests of what was built, as `npm ci` leaves it: apart from `npm test`, which needs no build. */
export default defineConfig({
  test: {
    root: new URL('../..', import.meta.url).pathname,
    include: ['test/ci/smoke.ts'],
    testTimeout: 180_000,
    hookTimeout: 180_000,
  },
})
