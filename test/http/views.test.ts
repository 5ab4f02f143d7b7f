import { afterAll, beforeAll, expect, test } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { savedViews } from '../../src/db/schema/desk.ts'
import type { SavedView } from '../../src/http/contracts/views.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

let database: OpenDatabase
let desk: Awaited<ReturnType<typeof openDesk>>
let agent: Person
let other: Person
let lead: Person

beforeAll(async () => {
  database = await createTestDatabase()
  desk = await openDesk(database)
  agent = await desk.server.asRole('agent')
  other = await desk.server.asRole('agent')
  lead = await desk.server.asRole('lead')
  await desk.buyerAsks('Есть ли размер 48?')
  await desk.buyerAsks('Где мой заказ?')
})
afterAll(async () => {
  await desk?.close()
  await database?.close()
})

const keep = (as: Person, filter: object, more: object = {}) =>
  desk.call(as, 'POST', '/api/views', { name: 'Вид', isShared: false, filter, ...more })
const views = async (as: Person): Promise<SavedView[]> => (await desk.call(as, 'GET', '/api/views')).views

test('a view is kept with its filter and counts what is in it', async () => {
  const { id } = await keep(agent, { status: 'todo', search: 'размер' })
  const all = await keep(agent, { status: 'all' }, { name: 'А все' })
  const mine = await views(agent)
  expect(mine.find((view) => view.id === id)).toMatchObject({
    name: 'Вид',
    filter: { status: 'todo', search: 'размер' },
    count: 1,
    isMine: true,
  })
  expect(mine.find((view) => view.id === all.id)?.count).toBe(2)
  await desk.call(agent, 'PUT', `/api/views/${id}`, {
    name: 'Доставка',
    isShared: false,
    filter: { status: 'todo', category: 'order_delivery' },
  })
  expect((await views(agent)).find((view) => view.id === id)).toMatchObject({ name: 'Доставка', count: 0 })
  expect((await desk.call(agent, 'DELETE', `/api/views/${id}`)).status).toBe(200)
  expect((await views(agent)).map((view) => view.id)).toEqual([all.id])
})

test("a view is one's own, unless a lead shares it; only its owner changes it", async () => {
  const own = await keep(agent, {})
  const shared = await keep(lead, { status: 'escalated' }, { isShared: true })
  const seen = (await views(other)).map((view) => view.id)
  expect(seen).toContain(shared.id)
  expect(seen).not.toContain(own.id)
  expect((await keep(agent, {}, { isShared: true })).code).toBe('sharing_needs_lead')
  expect((await desk.call(other, 'DELETE', `/api/views/${own.id}`)).code).toBe('view_not_found')
  const change = { name: 'x', isShared: false, filter: {} }
  expect((await desk.call(agent, 'PUT', `/api/views/${shared.id}`, change)).code).toBe('view_not_found')
})

test.each([
  ['a filter that does not exist', { status: 'lost' }, {}],
  ['no name', {}, { name: '' }],
  ['blanks for a name', {}, { name: '   ' }],
])('%s is refused', async (_, filter, more) => {
  expect((await keep(agent, filter, more)).status).toBeGreaterThanOrEqual(400)
})

test('there is an end to views', async () => {
  const person = await desk.server.asRole('agent')
  const view = { owner: person.id, name: 'v', filter: {}, updatedAt: new Date() }
  const rows = Array.from({ length: 30 }, (_, index) => ({ ...view, id: `v-${index}` }))
  await database.db.insert(savedViews).values(rows)
  expect((await keep(person, {})).code).toBe('views_full')
})

test('the queue is filtered by category, by what is due, and searched through all that ever was', async () => {
  const texts = async (query: string) =>
    (await desk.inbox(agent, query)).items.map(
      ({ lastBuyerText }: { lastBuyerText: string }) => lastBuyerText,
    )
  expect(await texts('status=todo&category=product_attribute')).toHaveLength(2)
  expect(await texts('status=todo&category=warranty')).toEqual([])
  expect(await texts('status=todo&due=soon')).toEqual([])
  expect(await texts('status=all&search=заказ')).toEqual(['Где мой заказ?'])
  expect(await texts('status=todo&risk=abuse')).toEqual([])
  expect((await desk.inbox(agent, 'status=todo&due=never')).status).toBe(400)
})
