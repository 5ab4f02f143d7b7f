import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { recordChange } from '../../src/db/record-change.ts'
import { openEventStream } from '../support/event-stream.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { openTwoShops } from '../support/two-shops.ts'

let database: OpenDatabase
let two: Awaited<ReturnType<typeof openTwoShops>>
let origin: string
let admin: Caller

type Caller = { id: string; headers: Record<string, string> }

beforeAll(async () => {
  database = await createTestDatabase()
  two = await openTwoShops(database)
  admin = await two.server.asRole('admin')
  origin = await two.server.app.listen({ port: 0, host: '127.0.0.1' })
})

afterAll(async () => {
  await two?.server.close()
  await database?.close()
})

async function call(who: Caller, method: string, url: string, payload?: object) {
  const { headers } = who
  const request = { method: method as 'GET', url, headers, ...(payload ? { payload } : {}) }
  const response = await two.server.app.inject(request)
  return { status: response.statusCode, code: response.json().error?.code, ...response.json() }
}

const limit = (userId: string, shopIds: string[] | null) =>
  call(admin, 'PATCH', `/api/users/${userId}`, { shopIds })
const change = (shopId: string, conversationId: string) =>
  recordChange(database.db, { shopId, kind: 'draft', conversationId, now: new Date() })

test('a stream tells of the own shops only', async () => {
  const { headers } = await two.server.asRole('agent', [two.own])
  const stream = await openEventStream(origin, headers)
  const hello = await stream.next()
  await change(two.foreign, 'c1')
  await change(two.own, 'c2')
  // The making of the shop itself may still be on its way here.
  const first: { shopId?: string; conversationId?: string | null }[] = []
  for (let event = await stream.next(); event; event = await stream.next()) {
    first.push(event.data ?? {})
    if (event.data?.conversationId === 'c2') break
  }
  expect(first.at(-1)).toMatchObject({ shopId: two.own, conversationId: 'c2' })
  expect(first.filter(({ shopId }) => shopId !== two.own)).toEqual([])
  stream.close()
  await change(two.foreign, 'c3')
  await change(two.own, 'c4')
  const again = await openEventStream(origin, headers, hello?.id)
  await again.next()
  const heard: unknown[] = []
  while (!heard.includes('c4')) heard.push((await again.next())?.data?.conversationId)
  expect(heard).not.toContain('c1')
  expect(heard).not.toContain('c3')
  again.close()
})

test('a shop taken away is gone at the next request, and the open stream ends before it tells more of it', async () => {
  const agent = await two.server.asRole('agent')
  const colleague = await two.server.asRole('agent')
  const stream = await openEventStream(origin, agent.headers)
  const other = await openEventStream(origin, colleague.headers)
  const hello = await stream.next()
  await other.next()
  expect((await limit(agent.id, [two.own])).user.shopIds).toEqual([two.own])
  await change(two.foreign, 'after')
  const told: unknown[] = []
  for (let event = await stream.next(); event; event = await stream.next())
    told.push(event.data?.conversationId)
  expect(told).not.toContain('after')
  // Nobody else hears of it, and their stream goes on.
  const heardByOther: unknown[] = []
  while (!heardByOther.includes('after')) heardByOther.push((await other.next())?.data?.conversationId)
  other.close()
  const path = `/api/shops/${two.foreign}/conversations/case-of-${two.foreign}`
  expect(await call(agent, 'GET', path)).toMatchObject({ status: 404, code: 'shop_not_found' })
  expect((await call(agent, 'GET', '/api/session')).user.shopIds).toEqual([two.own])
  // Whoever comes back is told to load everything anew, and nothing of what happened in the other shop.
  const back = await openEventStream(origin, agent.headers, hello?.id)
  await back.next()
  const heard: (string | undefined)[] = []
  for (let kind: string | undefined; kind !== 'reset'; ) {
    const event = await back.next()
    kind = event?.data?.kind
    heard.push(event?.data?.shopId)
  }
  expect(heard).not.toContain(two.foreign)
  back.close()
  await limit(agent.id, null)
  expect((await call(agent, 'GET', path)).status).toBe(200)
})

test('only those who may see the shop are named, handed a case or given a promise', async () => {
  const { own, foreign } = two
  const lead = await two.server.asRole('lead', [own, foreign])
  const stranger = await two.server.asRole('agent', [own])
  const inside = await two.server.asRole('agent', [foreign])
  const ids = async (shopId: string): Promise<string[]> =>
    (await call(lead, 'GET', `/api/colleagues?shopId=${shopId}`)).people.map((one: { id: string }) => one.id)
  expect(await ids(foreign)).toEqual(expect.arrayContaining([inside.id, lead.id, admin.id]))
  expect(await ids(foreign)).not.toContain(stranger.id)
  const path = `/api/shops/${foreign}/conversations/case-of-${foreign}`
  const note = (mentions: string[]) => call(lead, 'POST', `${path}/notes`, { text: 'Посмотри', mentions })
  expect((await note([stranger.id])).code).toBe('person_not_found')
  expect((await note([inside.id])).status).toBe(200)
  const handOn = (to: object) =>
    call(lead, 'POST', `${path}/escalate`, { to, revision: 0, summary: 'Сложно' })
  expect((await handOn({ userId: stranger.id })).code).toBe('person_not_found')
  const promise = `/api/shops/${foreign}/promises/promise-of-${foreign}`
  const give = (ownerId: string) => call(lead, 'PUT', promise, { ownerId, note: '' })
  expect((await give(stranger.id)).code).toBe('person_unknown')
  expect((await give(inside.id)).status).toBe(200)
  expect((await handOn({ role: 'lead' })).status).toBe(200)
  const called = await call(await two.server.asRole('lead', [own]), 'GET', '/api/inbox?status=mentioned')
  expect(called.items).toEqual([])
})

test('an admin sees every shop whatever is listed; a list is of shops there are, and the change is recorded', async () => {
  const other = await two.server.asRole('admin', [two.own])
  expect((await call(other, 'GET', '/api/shops')).shops).toHaveLength(2)
  const agent = await two.server.asRole('agent')
  expect((await limit(agent.id, ['nowhere'])).code).toBe('shop_unknown')
  expect((await limit(agent.id, [])).status).toBe(400)
  expect((await call(agent, 'PATCH', `/api/users/${agent.id}`, { shopIds: null })).code).toBe('role_missing')
  await limit(agent.id, [two.foreign, two.own, two.own])
  const { records } = await call(admin, 'GET', `/api/audit?subject=user/${agent.id}`)
  expect(records[0]).toMatchObject({
    action: 'user.update',
    actor: admin.id,
    before: { shopIds: null },
    after: { shopIds: [two.own, two.foreign].sort() },
  })
})

test('a token keeps within its shops; what reaches beyond any shop cannot be limited to one', async () => {
  const make = (scopes: string[], shopIds: string[] | null) =>
    call(admin, 'POST', '/api/tokens', { name: 's', scopes, shopIds })
  const { token, secret } = await make(['inbox:read'], [two.own])
  expect(token.shopIds).toEqual([two.own])
  const script = { id: token.id, headers: { authorization: `Bearer ${secret}` } }
  expect((await call(script, 'GET', '/api/shops')).shops.map(({ id }: { id: string }) => id)).toEqual([
    two.own,
  ])
  for (const scope of ['admin', 'metrics'])
    expect((await make([scope], [two.own])).code).toBe('scope_of_all_shops')
  expect((await make(['inbox:read'], ['nowhere'])).code).toBe('shop_unknown')
  const stream = await openEventStream(origin, script.headers)
  await stream.next()
  await call(admin, 'DELETE', `/api/tokens/${token.id}`)
  expect(await stream.next()).toBeUndefined()
})
