import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { migrate } from '../../src/db/migrate.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { settings } from '../../src/db/schema/access.ts'
import { createTestDatabase } from '../support/test-database.ts'

let first: OpenDatabase
let second: OpenDatabase

beforeAll(async () => {
  first = await createTestDatabase()
  second = await createTestDatabase()
})

afterAll(async () => {
  await first?.close()
  await second?.close()
})

test('a test database is migrated and shares nothing with another', async () => {
  await first.db.insert(settings).values({ name: 'mine', value: { yes: true } })
  expect(await first.db.select().from(settings)).toHaveLength(1)
  expect(await second.db.select().from(settings)).toHaveLength(0)
})

test('migrating again does nothing', async () => {
  expect(await migrate(first.db)).toBe(0)
})

test('vectors, trigrams and Russian full text are there', async () => {
  const result = await first.db.execute(sql`select
    '[1,0]'::vector <=> '[1,0]'::vector as distance,
    similarity('куртка', 'куртки') > 0.3 as alike,
    to_tsvector('russian', 'куртки') @@ to_tsquery('russian', 'куртка') as found`)
  expect(result).toMatchObject({ rows: [{ distance: 0, alike: true, found: true }] })
})
