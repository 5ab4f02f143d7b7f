import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { runSchedule } from './run-schedule.ts'

/** `FAULT_SCHEDULES=5000 npm test -- test/faults` plays more; `FAULT_SEED=17` plays one again. */
const COUNT = Number(process.env.FAULT_SCHEDULES ?? 10)
const ONE = process.env.FAULT_SEED
const FIRST = Number(ONE ?? process.env.FAULT_FIRST ?? 1)

describe('random schedules of faults', () => {
  let database: OpenDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  it(
    'store every buyer message once and show every approved reply once or say why not',
    async () => {
      const broken: string[] = []
      const totals: Record<string, number> = {}
      for (let seed = FIRST; seed < FIRST + (ONE ? 1 : COUNT); seed++) {
        const { violations, log, stats } = await runSchedule(database, seed)
        for (const [name, count] of Object.entries(stats)) totals[name] = (totals[name] ?? 0) + count
        if (violations.length > 0)
          broken.push(`seed ${seed}: ${violations.join('; ')}\n  ${log.join('\n  ')}`)
        if (broken.length >= 3) break
      }
      if (COUNT > 100) console.info(totals)
      expect(broken.join('\n')).toBe('')
      // A run in which nobody approved and nothing failed would prove nothing.
      if (!ONE)
        expect([totals.approve, totals.kill, totals.fault].every((count) => (count ?? 0) > COUNT / 4)).toBe(
          true,
        )
    },
    60 * 60_000,
  )

  it(
    'send by themselves at most once, never what is superseded, stopped or outside the window',
    async () => {
      const broken: string[] = []
      let sent = 0
      for (let seed = FIRST; seed < FIRST + (ONE ? 1 : Math.ceil(COUNT / 3)); seed++) {
        const { violations, log, stats } = await runSchedule(database, seed, { sendsByItself: true })
        sent += stats.left ?? 0
        if (violations.length > 0)
          broken.push(`seed ${seed}: ${violations.join('; ')}\n  ${log.join('\n  ')}`)
        if (broken.length >= 3) break
      }
      expect(broken.join('\n')).toBe('')
      // A run in which nothing left by itself would prove nothing.
      if (!ONE) expect(sent).toBeGreaterThan(COUNT / 8)
    },
    60 * 60_000,
  )
})
