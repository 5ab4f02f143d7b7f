import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database?.close())

/** The longest time in which nothing else was heard while `work` went on. */
async function longestSilence(work: Promise<unknown>): Promise<number> {
  let longest = 0
  let last = performance.now()
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last)
    last = performance.now()
  }, 1)
  await work
  clearInterval(timer)
  return Math.max(longest, performance.now() - last)
}

const spin = (ms: number) => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test.each([
  ['a chain of queries', (work: (db: OpenDatabase['db']) => Promise<void>) => work(database.db)],
  [
    'a transaction',
    (work: (db: OpenDatabase['db']) => Promise<void>) =>
      database.db.transaction((tx) => work(tx as unknown as OpenDatabase['db'])),
  ],
])('%s lets requests be heard between its steps', async (_, run) => {
  const took = performance.now()
  const silence = await longestSilence(
    run(async (db) => {
      for (let step = 0; step < 60; step++) {
        await db.execute(sql`select ${step}::int`)
        spin(20)
      }
    }),
  )
  // 1.2 seconds of work; whoever comes in the middle is heard long before its end.
  expect(performance.now() - took).toBeGreaterThan(1_200)
  expect(silence).toBeLessThan(600)
})
