import { expect, it } from 'vitest'
import { heardTopics } from '../../src/db/schema/feedback.ts'
import { seedDemoShop } from '../../src/demo/seed-demo-shop.ts'
import { readTopics } from '../../src/topics/read-topics.ts'
import { createHouse } from '../support/house.ts'
import { createTestDatabase } from '../support/test-database.ts'

it('a newcomer to the demo sees weeks of complaints and one burst, seeded once', async () => {
  const database = await createTestDatabase()
  const house = await createHouse(database)
  const { db, clock, shopId } = house
  await seedDemoShop({ db, clock }, { shopId })
  const heard = await db.$count(heardTopics)
  await seedDemoShop({ db, clock }, { shopId })
  expect(await db.$count(heardTopics)).toBe(heard)
  const { products, spikes } = await readTopics({ db, clock }, { scope: 'all', days: 77 })
  await database.close()
  expect(spikes).toBe(1)
  expect(products[0]?.product.name).toContain('Комбинезон')
  expect(products[0]?.topics[0]).toMatchObject({ topic: 'zipper', count: 5, spike: { count: 5 } })
  expect(products.length).toBeGreaterThanOrEqual(5)
})
