import { afterAll, beforeAll, expect, test } from 'vitest'
import { listAudit } from '../../src/audit/list-audit.ts'
import { recordAudits } from '../../src/audit/record-audit.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
let admin: Awaited<ReturnType<TestServer['asRole']>>

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
  admin = await server.asRole('admin')
  const start = Date.now() - 3_600_000
  await recordAudits(
    server.db,
    Array.from({ length: 1_203 }, (_, index) => ({
      shopId: index % 3 === 0 ? 'north' : 'south',
      actor: admin.id,
      action: 'knowledge.saved',
      subject: `entry/${index}`,
      before: null,
      after: { question: index === 0 ? '=HYPERLINK("x");"Да"' : 'Вопрос' },
      now: new Date(start + index * 1000),
    })),
  )
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})

const get = (as: typeof admin | undefined, query = '') =>
  server.app.inject({ method: 'GET', url: `/api/audit.csv${query}`, headers: as?.headers ?? {} })
const linesOf = (text: string) => text.trimEnd().split('\r\n')

test('the whole log is one table, newest first, whatever the size of a page', async () => {
  const answer = await get(admin)
  expect(answer.headers['content-type']).toBe('text/csv; charset=utf-8')
  expect(answer.headers['content-disposition']).toContain('otvet-audit.csv')
  const lines = linesOf(answer.body)
  expect(lines[0]).toBe('\ufeffat;actor;actor_name;shop;action;subject;before;after;id')
  const subjects = lines.slice(1).map((line) => line.split(';')[5])
  const entries = subjects.filter((subject) => subject?.startsWith('entry/'))
  expect(entries).toEqual(Array.from({ length: 1_203 }, (_, index) => `entry/${1_202 - index}`))
})

test('it keeps to the filters of the page, and no cell is a formula', async () => {
  const north = linesOf((await get(admin, '?shopId=north')).body)
  expect(north).toHaveLength(402)
  expect(north.slice(1).every((line) => line.split(';')[3] === 'north')).toBe(true)
  const one = (await get(admin, '?subject=entry/0')).body
  expect(linesOf(one)).toHaveLength(2)
  expect(one).toContain('"{""question"":""=HYPERLINK(\\""x\\"");\\""Да\\""""}"')
  expect(linesOf((await get(admin, '?actor=nobody')).body)).toHaveLength(1)
  expect((await get(admin, '?subject=')).statusCode).toBe(400)
  const page = await listAudit(server.db, { shopId: 'north', limit: 2 })
  expect(page.records.map(({ subject }) => subject)).toEqual(['entry/1200', 'entry/1197'])
})

test('only an administrator has it', async () => {
  expect((await get(undefined)).statusCode).toBe(401)
  expect((await get(await server.asRole('lead'))).json().error.code).toBe('role_missing')
})
