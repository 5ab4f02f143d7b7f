import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { GUARDS, playGuard } from './play-guard.ts'

/** `FAULT_SCHEDULES=500 npm test -- test/faults` plays more; `FAULT_SEED=17` plays one again. */
const COUNT = Math.ceil((Number(process.env.FAULT_SCHEDULES ?? 20) * 3) / 20)
const ONE = process.env.FAULT_SEED
const FIRST = Number(ONE ?? 1)

describe('what keeps a draft from leaving by itself', () => {
  let database: OpenDatabase
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())

  it.each(GUARDS)(
    '%s holds at any moment: before the decision, beside it, and between it and the send',
    async (guard) => {
      const broken: string[] = []
      let approved = 0
      for (let seed = FIRST; seed < FIRST + (ONE ? 1 : COUNT); seed++) {
        const played = await playGuard(database, guard, seed)
        approved += played.approved
        if (played.violations.length > 0) broken.push(`seed ${seed}: ${played.violations.join('; ')}`)
        await database.db.execute(sql`delete from jobs`)
        await database.db.execute(sql`delete from shops`)
      }
      expect(broken.join('\n')).toBe('')
      // Where nothing was ever approved, nothing was kept from being sent.
      if (!ONE) expect(approved).toBeGreaterThan(0)
    },
    60 * 60_000,
  )
})
