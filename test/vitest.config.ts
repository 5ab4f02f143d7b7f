import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** A long file that begins last keeps one core waiting for it. */
const LONG = [
  'test/process/',
  'test/faults/',
  'spaces.test',
  'http/hostile',
  'test/catalogue',
  'drafting-suite',
]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rest = await super.sort(files)
    const isLong = ({ moduleId }: TestSpecification) => LONG.some((part) => moduleId.includes(part))
    return [...rest.filter(isLong), ...rest.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    root: new URL('..', import.meta.url).pathname,
    include: ['src/**/*.test.ts', 'test/**/*.test.ts'],
    exclude: ['**/node_modules/**', 'test/browser/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    pool: 'threads',
    // No test replaces a module or a global; loading the house anew for each file took half of the time.
    isolate: false,
    sequence: { sequencer: LongestFirst },
    maxWorkers: 2,
  },
})
