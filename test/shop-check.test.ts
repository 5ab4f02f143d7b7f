import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { shops } from '../src/db/schema/shops.ts'
import { createHouse } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'

const HOUR = 3_600_000
let database: OpenDatabase

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())

async function watchedHouse(seed: number) {
  const house = await createHouse(database, { seed })
  const checkedAt: number[] = []
  house.deps.checkShop = async () => {
    const now = house.clock.now()
    checkedAt.push(now.getTime())
    const capabilities = { checkedAt: now.toISOString(), missingMethods: [] }
    await house.db.update(shops).set({ capabilities }).where(eq(shops.id, house.shopId))
  }
  await house.start()
  const startedAt = house.clock.now().getTime()
  return { house, hours: () => checkedAt.map((at) => Math.round((at - startedAt) / HOUR)) }
}

it('a shop is checked when the program starts and then once a day', async () => {
  const { house, hours } = await watchedHouse(901)
  for (let day = 0; day < 3; day++) {
    await house.handlers.check({ shopId: house.shopId })
    house.setNow(house.clock.now().getTime() + 24 * HOUR)
  }
  expect(hours()).toEqual([0, 24, 48])
  await house.advance(60_000)
  expect(hours()).toEqual([0, 24, 48, 72])
})

it('a key that is refused is looked into within minutes, without waiting for the day', async () => {
  const { house, hours } = await watchedHouse(902)
  await house.advance(2 * HOUR)
  house.sandbox.setShop(house.clientId, { keyState: 'deactivated' })
  await house.advance(HOUR / 4)
  expect(hours()).toEqual([0, 2])
})
