import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

/**
 * Adds up vitest's JSON reports in a folder and prints one closing line. Fails on a failed, skipped or unwritten test
 * and on a run without tests. `node test/ci/count.ts <folder> <run>…`: every run named must have left `<run>.json`.
 */
const report = z.object({
  success: z.boolean(),
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string().optional(),
      assertionResults: z.array(z.object({ fullName: z.string(), status: z.string() })),
    }),
  ),
})

const [folder = '.', ...runs] = process.argv.slice(2)
let passed = 0
let failed = 0
let skipped = 0
for (const run of runs) {
  if (!readdirSync(folder).includes(`${run}.json`)) {
    failed += 1
    console.log(`${run}: left no report`)
    continue
  }
  const result = report.parse(JSON.parse(readFileSync(join(folder, `${run}.json`), 'utf8')))
  const notRun = result.numPendingTests + result.numTodoTests
  console.log(`${run}: ${result.numPassedTests} passed, ${result.numFailedTests} failed, ${notRun} skipped`)
  passed += result.numPassedTests
  skipped += notRun
  // A file that cannot be loaded, or a run without tests, fails without a failed test.
  const isBroken = !result.success || result.numPassedTests === 0
  failed += result.numFailedTests || (isBroken && notRun === 0 ? 1 : 0)
  for (const file of result.testResults) {
    if (file.status === 'failed' && file.assertionResults.length === 0)
      console.log(`  ${file.name}: ${file.message ?? 'could not be loaded'}`)
    for (const one of file.assertionResults)
      if (one.status !== 'passed') console.log(`  ${one.status}: ${one.fullName}`)
  }
}
console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
if (failed > 0 || skipped > 0 || passed === 0) process.exitCode = 1
