import { desc } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { bindAutonomy } from '../../src/app/bind-autonomy.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { switches } from '../../src/db/schema/policy.ts'
import { sendingSwitchName } from '../../src/db/stop-switch.ts'
import { createHouse, type House } from '../support/house.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

const CHANNEL = 'ozon-review'
let database: OpenDatabase
let house: House
let server: TestServer
beforeAll(async () => {
  database = await createTestDatabase()
  house = await createHouse(database, { seed: 77 })
  const { db, clock } = house
  server = await createTestServer(database, {
    deps: { autonomy: bindAutonomy({ db, clock, defaultBudgetMicros: null }) },
  })
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

async function ask(role: 'agent' | 'lead', payload: object) {
  const { headers } = await server.asRole(role)
  const response = await server.app.inject({
    method: 'POST',
    url: '/api/autonomy/resume-sending',
    payload,
    headers,
  })
  return { status: response.statusCode, body: response.json() }
}

test('a channel that stands still is seen by all, and sent in again only by a lead or an admin', async () => {
  const { db, shopId, clock } = house
  const ref = { shopId, channel: CHANNEL }
  expect((await ask('lead', ref)).status).toBe(404)
  await db.insert(switches).values({
    name: sendingSwitchName(ref),
    isOn: true,
    reason: 'the-case',
    changedBy: 'job',
    changedAt: clock.now(),
  })
  const { headers } = await server.asRole('agent')
  const seen = await server.app.inject({ method: 'GET', url: '/api/autonomy/stop', headers })
  expect(seen.json().channels).toMatchObject([{ ...ref, isOn: true, reason: 'the-case' }])
  expect((await ask('agent', ref)).status).toBe(403)
  expect((await ask('lead', { shopId })).status).toBe(400)
  expect((await ask('lead', ref)).body.channels).toEqual([])
  const [record] = await db.select().from(auditRecords).orderBy(desc(auditRecords.at)).limit(1)
  expect(record).toMatchObject({ action: 'channel.resume_sending', subject: `channel/${CHANNEL}`, shopId })
})

test('every shop tells how its channels are doing', async () => {
  const { headers } = await server.asRole('lead')
  const { shops } = (await server.app.inject({ method: 'GET', url: '/api/shops', headers })).json()
  const [shop] = shops.filter(({ id }: { id: string }) => id === house.shopId)
  expect(shop.health.channels.map(({ channel }: { channel: string }) => channel)).toEqual([
    'ozon-chat',
    'ozon-review',
    'ozon-question',
  ])
})
