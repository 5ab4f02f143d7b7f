import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { runPublicSchedule } from './run-public-schedule.ts'

/** `FAULT_SCHEDULES=500 npm test -- test/faults` plays more; `FAULT_SEED=17` plays one again. */
const COUNT = Math.ceil(Number(process.env.FAULT_SCHEDULES ?? 10) * 0.3)
const ONE = process.env.FAULT_SEED
const FIRST = Number(ONE ?? process.env.FAULT_FIRST ?? 1)

let database: OpenDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

it(
  'random schedules on product pages lose no review or question, double no answer, and never answer beside the seller',
  async () => {
    const broken: string[] = []
    const totals: Record<string, number> = {}
    for (let seed = FIRST; seed < FIRST + (ONE ? 1 : COUNT); seed++) {
      const { violations, log, stats } = await runPublicSchedule(database, seed)
      for (const [name, count] of Object.entries(stats)) totals[name] = (totals[name] ?? 0) + count
      if (violations.length > 0) broken.push(`seed ${seed}: ${violations.join('; ')}\n  ${log.join('\n  ')}`)
      if (broken.length >= 3) break
    }
    if (COUNT > 20) console.info(totals)
    expect(broken.join('\n')).toBe('')
    // Runs in which nothing was answered or nothing failed would prove nothing.
    if (!ONE)
      expect(
        [totals.approve, totals.published, totals.fault].every((count) => (count ?? 0) >= COUNT / 3),
      ).toBe(true)
  },
  60 * 60_000,
)
