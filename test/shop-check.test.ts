import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { jobs } from '../src/db/schema/jobs.ts'
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

it.each([
  ['the subscription leaves it out', 'subscription_required', { looks: 0, pollMs: HOUR, checks: 1 }],
  ['the key lacks the role', 'missing_role', { looks: 0, pollMs: HOUR, checks: 1 }],
  // It may work again any minute: it is tried on at the usual pace.
  ['the key is refused', 'ip_restricted', { looks: 1, pollMs: 90_000, checks: 0 }],
])(
  'while %s, chats are asked for once an hour at most, and the key is looked at',
  async (_, reason, wanted) => {
    const house = await createHouse(database, { seed: 903 })
    const { shopId, deps } = house
    let looks = 0
    const { openChannel } = deps
    deps.openChannel = (shop, channel) => {
      looks += 1
      return openChannel(shop, channel)
    }
    const channels = { 'ozon-chat': { access: 'denied' as const, reason, reads: 'denied' as const } }
    const now = house.clock.now()
    const capabilities = { checkedAt: now.toISOString(), missingMethods: [], channels }
    await house.db.update(shops).set({ capabilities }).where(eq(shops.id, shopId))
    await house.handlers.poll({ shopId })
    const waiting = await house.db.select().from(jobs).where(eq(jobs.key, shopId))
    const inMs = (queue: string) =>
      waiting.filter((job) => job.queue === queue).map(({ runAt }) => runAt.getTime() - now.getTime())
    expect({ looks, poll: inMs('poll'), check: inMs('check') }).toEqual({
      looks: wanted.looks,
      poll: [wanted.pollMs],
      check: Array.from({ length: wanted.checks }, () => HOUR),
    })
  },
)
