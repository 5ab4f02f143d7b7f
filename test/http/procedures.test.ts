import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import { procedures } from '../../src/db/schema/policy.ts'
import { CATEGORIES } from '../../src/domain/category.ts'
import type { ProcedureContent } from '../../src/domain/procedure.ts'
import { SHIPPED_PROCEDURES } from '../../src/domain/procedures/shipped.ts'
import { loadProcedures } from '../../src/drafting/procedures/load-procedures.ts'
import { putShop } from '../factories/put-shop.ts'
import { createTestDatabase } from '../support/test-database.ts'
import { createTestServer, type TestServer } from '../support/test-server.ts'

let database: OpenDatabase
let server: TestServer
let admin: Awaited<ReturnType<TestServer['asRole']>>
let shopId: string
let shopCount = 0

beforeAll(async () => {
  database = await createTestDatabase()
  server = await createTestServer(database)
  admin = await server.asRole('admin')
})
afterAll(async () => {
  await server?.close()
  await database?.close()
})
beforeEach(async () => {
  shopId = `p${++shopCount}`
  await putShop(database.db, shopId)
})

async function call(method: 'GET' | 'POST' | 'PUT', path: string, payload?: object, headers = admin.headers) {
  const url = `/api/shops/${shopId}/procedures${path}`
  const response = await server.app.inject({ method, url, headers, ...(payload && { payload }) })
  return { status: response.statusCode, body: response.json() }
}
const WARRANTY = SHIPPED_PROCEDURES.warranty
const withTone = (ru: string): ProcedureContent => ({ ...WARRANTY, tone: { ru, zh: '', en: '' } })
const save = (version: number, content: object) => call('PUT', '/warranty', { version, content })

describe('procedures', () => {
  test('are there for every category before anybody wrote one', async () => {
    const { body } = await call('GET', '')
    expect(body.procedures.map(({ category }: { category: string }) => category)).toEqual(CATEGORIES)
    for (const { category, ...held } of body.procedures) {
      const content = SHIPPED_PROCEDURES[category as keyof typeof SHIPPED_PROCEDURES]
      expect(held).toEqual({ version: 0, isShipped: true, content, changed: null })
    }
  })

  test('are the admin’s alone', async () => {
    for (const role of ['agent', 'lead'] as const) {
      const { headers } = await server.asRole(role)
      expect((await call('GET', '', undefined, headers)).status).toBe(403)
      const written = { version: 0, content: withTone('Мягче.') }
      expect((await call('PUT', '/warranty', written, headers)).status).toBe(403)
    }
  })

  test('hold as written, tell who changed what, and go back to an earlier version and to the shipped one', async () => {
    expect((await save(0, withTone('Мягче.'))).body.procedure).toMatchObject({
      version: 1,
      isShipped: false,
    })
    await save(1, { ...withTone('Мягче.'), offersAlternative: true })
    const { body } = await call('GET', '/warranty/versions')
    expect(body.versions).toMatchObject([
      { version: 2, changedByName: 'admin', fields: ['offersAlternative'] },
      { version: 1, changedByName: 'admin', fields: ['tone'] },
    ])
    const diff = await call('GET', '/warranty/diff?from=0&to=1')
    const [{ field, parts }] = diff.body.changes
    expect(field).toBe('tone')
    expect(parts).toContainEqual({ kind: 'added', text: expect.stringContaining('Мягче') })

    const earlier = await call('POST', '/warranty/restore', { restore: 1, version: 2 })
    expect(earlier.body.procedure).toMatchObject({ version: 3, content: { offersAlternative: false } })
    const shipped = await call('POST', '/warranty/restore', { restore: 0, version: 3 })
    expect(shipped.body.procedure).toEqual({
      category: 'warranty',
      version: 4,
      isShipped: true,
      content: WARRANTY,
    })
    // Only a mark is kept: what a later release ships will hold as well.
    const [row] = await database.db
      .select()
      .from(procedures)
      .where(eq(procedures.shopId, shopId))
      .offset(3)
      .orderBy(procedures.version)
    expect(row?.content).toEqual({ shipped: true })
    const listed = (await call('GET', '')).body.procedures
    expect(listed.find(({ category }: { category: string }) => category === 'warranty').changed).toEqual({
      changedByName: 'admin',
      changedAt: expect.any(String),
    })
  })

  test('of one shop are not those of another', async () => {
    await save(0, withTone('Мягче.'))
    const other = await loadProcedures(database.db, { shopId: 'other', categories: ['warranty'] })
    expect(other[0]?.isShipped).toBe(true)
    const own = await loadProcedures(database.db, { shopId, categories: ['return', 'warranty'] })
    expect(own.map(({ category, version }) => [category, version])).toEqual([
      ['return', 0],
      ['warranty', 1],
    ])
  })

  test('edited by two from the same version: the second is told, also when both come at once', async () => {
    const both = await Promise.all([save(0, withTone('Мягче.')), save(0, withTone('Строже.'))])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const refused = both.find(({ status }) => status === 409)
    expect(refused?.body.error).toMatchObject({ code: 'procedure_moved', details: { version: 1 } })
    expect((await call('POST', '/warranty/restore', { restore: 0, version: 0 })).status).toBe(409)
  })

  test('saved as they are make no version; every change is audited', async () => {
    expect((await save(0, WARRANTY)).body.procedure.version).toBe(0)
    await save(0, withTone('Мягче.'))
    expect((await save(1, withTone('Мягче.'))).body.procedure.version).toBe(1)
    const audits = await database.db.select().from(auditRecords).where(eq(auditRecords.shopId, shopId))
    expect(audits).toMatchObject([
      {
        actor: admin.id,
        action: 'procedure.saved',
        subject: 'procedure/warranty',
        before: { version: 0, isShipped: true },
        after: { version: 1, content: { tone: { ru: 'Мягче.' } } },
      },
    ])
  })

  test.each([
    ['no step', { ...WARRANTY, steps: [] }],
    [
      'a question without Russian',
      {
        ...WARRANTY,
        required: [{ fact: 'order', decides: true, question: { ru: ' ', zh: '订单号', en: '' } }],
      },
    ],
    ['a fact twice', { ...WARRANTY, required: [...WARRANTY.required, ...WARRANTY.required.slice(0, 1)] }],
    ['a fact nobody knows', { ...WARRANTY, required: [{ fact: 'mood', decides: true, question: null }] }],
    ['a remedy twice', { ...WARRANTY, remedies: [...WARRANTY.remedies, ...WARRANTY.remedies] }],
    ['an approver that is none', { ...WARRANTY, remedies: [{ remedy: 'refund', approver: 'buyer' }] }],
    ['a text that cannot be stored', withTone('\u0000')],
    ['a field more', { ...WARRANTY, secret: 1 }],
  ])('with %s are refused', async (_, content) => {
    expect((await save(0, content)).status).toBe(400)
  })

  test('of an unknown category, shop or version are not there', async () => {
    expect((await call('PUT', '/gossip', { version: 0, content: WARRANTY })).status).toBe(400)
    expect((await call('POST', '/warranty/restore', { restore: 7, version: 0 })).status).toBe(404)
    expect((await call('GET', '/warranty/diff?from=0&to=9')).status).toBe(404)
    shopId = 'nobody'
    expect((await save(0, withTone('Мягче.'))).body.error.code).toBe('shop_not_found')
  })
})
