import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
type Person = Awaited<ReturnType<TestServer['asRole']>>
let agent: Person
let other: Person
let lead: Person

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
  agent = await server.asRole('agent')
  other = await server.asRole('agent')
  lead = await server.asRole('lead')
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

const TEXT = {
  shopId: null,
  isShared: false,
  title: '退货',
  textRu: 'Здравствуйте, {buyer}! Возврат по заказу {order} оформлен.',
  meaning: '退货已受理',
}
const add = (as: Person, change: object = {}) =>
  server.app.inject({
    method: 'POST',
    url: '/api/canned-replies',
    headers: as.headers,
    payload: { ...TEXT, ...change },
  })
const added = async (as: Person, change: object = {}): Promise<string> =>
  (await add(as, change)).json().reply.id
const save = (as: Person, id: string, change: object = {}) =>
  server.app.inject({
    method: 'PUT',
    url: `/api/canned-replies/${id}`,
    headers: as.headers,
    payload: { ...TEXT, version: 1, ...change },
  })
const list = async (as: Person) =>
  (await server.app.inject({ url: '/api/canned-replies', headers: as.headers }))
    .json()
    .replies.map(({ id }: { id: string }) => id)
const remove = (as: Person, id: string) =>
  server.app.inject({ method: 'DELETE', url: `/api/canned-replies/${id}`, headers: as.headers })

test("one's own canned reply is one's own; what a lead shares everybody has", async () => {
  const own = await added(agent)
  const shared = await added(lead, { isShared: true, title: 'Гарантия' })
  expect(await list(agent)).toEqual(expect.arrayContaining([own, shared]))
  expect(await list(other)).toContain(shared)
  expect(await list(other)).not.toContain(own)
  expect((await save(other, own)).statusCode).toBe(404)
  expect((await remove(other, own)).statusCode).toBe(404)
})

test('an agent neither shares nor changes what is shared', async () => {
  expect((await add(agent, { isShared: true })).json().error.code).toBe('sharing_needs_lead')
  const shared = await added(lead, { isShared: true })
  expect((await save(agent, shared)).json().error.code).toBe('sharing_needs_lead')
  expect((await remove(agent, shared)).statusCode).toBe(403)
  expect((await remove(lead, shared)).statusCode).toBe(200)
  expect(await list(agent)).not.toContain(shared)
  const own = await added(agent)
  expect((await save(agent, own, { isShared: true })).statusCode).toBe(403)
})

test('of two who change the same version the second is told', async () => {
  const id = await added(lead, { isShared: true })
  const both = await Promise.all(['A', 'B'].map((title) => save(lead, id, { isShared: true, title })))
  expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
  expect((await save(lead, id, { isShared: true })).json().error.code).toBe('canned_moved')
})

test.each([
  ['a variable no case can fill', { textRu: 'Здравствуйте, {имя}!' }, 'unknown_variable'],
  ['no text', { textRu: '  ' }, 'canned_empty'],
  ['a shop that is not there', { shopId: 'nowhere' }, 'shop_not_found'],
])('%s is refused', async (_, change, code) => {
  const before = await list(agent)
  expect((await add(agent, change)).json().error.code).toBe(code)
  expect(await list(agent)).toEqual(before)
})

test('every change is on record', async () => {
  const id = await added(agent)
  await save(agent, id, { title: '换货' })
  await remove(agent, id)
  const rows = await database.db
    .select({ action: auditRecords.action })
    .from(auditRecords)
    .where(and(eq(auditRecords.subject, `canned_reply/${id}`), eq(auditRecords.actor, agent.id)))
    .orderBy(auditRecords.id)
  expect(rows.map(({ action }) => action)).toEqual([
    'canned_reply.add',
    'canned_reply.change',
    'canned_reply.remove',
  ])
})
