import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSession } from '../src/access/sessions.ts'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { auditRecords } from '../src/db/schema/access.ts'
import { replies } from '../src/db/schema/drafting.ts'
import { jobs } from '../src/db/schema/jobs.ts'
import { promises } from '../src/db/schema/promises.ts'
import type { Case } from '../src/http/contracts/case.ts'
import { recordPromises } from '../src/promises/record-promises.ts'
import { tidy } from '../src/worker/tidy.ts'
import { openDesk, type Person } from './support/desk.ts'
import { createTestDatabase } from './support/test-database.ts'

const HOUR_MS = 3_600_000
/** The house's clock stands at noon in Moscow, 21 November 2026. */
const DATED = 'Здравствуйте! Проверим остаток на складе и ответим вам 22 ноября.'

describe('a promise to a buyer', () => {
  let database: OpenDatabase
  let desk: Awaited<ReturnType<typeof openDesk>>
  let anna: Person
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(async () => {
    await desk?.close()
    await database.close()
  })
  beforeEach(async () => {
    await desk?.close()
    desk = await openDesk(database)
    anna = await desk.server.asRole('agent')
  })
  const reload = async (seen: Case): Promise<Case> => desk.call(anna, 'GET', desk.path(seen))
  const write = async (seen: Case, text: string, more: object = {}) => {
    const { conversation } = await reload(seen)
    return desk.call(anna, 'POST', `${desk.path(seen)}/write`, {
      text,
      revision: conversation.revision,
      ...more,
    })
  }
  /** A buyer asks, Anna answers, and the answer arrives. */
  const told = async (text: string): Promise<Case> => {
    const seen = await desk.buyerAsks(`Есть ли в наличии такой же, вопрос ${Math.random()}?`)
    expect(await write(seen, text)).toMatchObject({ status: 200 })
    await desk.house.advance(60_000)
    return reload(seen)
  }
  /** Time passes, and Anna signs in again. */
  const pass = async (ms: number) => {
    await desk.house.advance(ms)
    const { secret } = await openSession(desk.house.db, anna.id, desk.house.clock.now())
    anna = { ...anna, headers: { ...anna.headers, cookie: `otvet_session=${secret}` } }
  }
  const inTodo = async ({ conversation }: Case): Promise<boolean> => {
    const { items } = await desk.inbox(anna, 'status=todo&limit=200')
    return items.some(
      (item: { conversationId: string }) => item.conversationId === conversation.conversationId,
    )
  }
  const promisePath = ({ promises: [first] }: Case) => `/api/shops/${desk.house.shopId}/promises/${first?.id}`

  it('becomes a task once the text has arrived: its words, its day, who wrote it', async () => {
    const seen = await told(DATED)
    expect(seen.promises).toMatchObject([
      {
        what: 'Проверим остаток на складе и ответим вам 22 ноября.',
        dueAt: '2026-11-22T21:00:00.000Z',
        isDayNamed: true,
        isOverdue: false,
        owner: { id: anna.id },
        status: 'open',
      },
    ])
    const [reply] = seen.replies
    await recordPromises(desk.house, { shopId: desk.house.shopId, replyId: reply?.id ?? '' })
    expect((await reload(seen)).promises).toHaveLength(1)
  })

  it('is none while the text has not arrived, nor when it was taken back', async () => {
    const seen = await desk.buyerAsks('Успеете до праздника?')
    const { reply } = await write(seen, DATED)
    await desk.call(anna, 'POST', `${desk.path(seen)}/replies/${reply.id}/undo`, {})
    await desk.house.advance(60_000)
    expect((await reload(seen)).promises).toEqual([])
    expect(await database.db.select().from(jobs).where(eq(jobs.queue, 'promises'))).toEqual([])
  })

  it('brings the answered case back to the top when it is overdue, and lets it go when it is settled', async () => {
    const seen = await told(DATED)
    expect(await inTodo(seen)).toBe(false)
    const due = Date.parse(seen.promises[0]?.dueAt ?? '')
    await pass(due - desk.house.clock.now().getTime() - 1_000)
    expect(await inTodo(seen)).toBe(false)
    await pass(1_000)
    const fresh = await desk.buyerAsks('А доставка платная?')
    const { items } = await desk.inbox(anna, 'status=todo')
    expect(items[0]).toMatchObject({
      conversationId: seen.conversation.conversationId,
      promiseOverdueSince: seen.promises[0]?.dueAt,
    })
    expect(items[1]).toMatchObject({ conversationId: fresh.conversation.conversationId })
    const late = await desk.call(anna, 'GET', `/api/promises?status=overdue&shopId=${desk.house.shopId}`)
    expect(late).toMatchObject({ counts: { open: 1, overdue: 1 }, items: [{ isOverdue: true }] })
    expect(await desk.call(anna, 'POST', `${promisePath(seen)}/settle`, { outcome: 'kept' })).toMatchObject({
      status: 200,
    })
    expect(await inTodo(seen)).toBe(false)
    expect((await reload(seen)).promises).toMatchObject([{ status: 'kept', settledBy: { id: anna.id } }])
    const [record] = await database.db
      .select()
      .from(auditRecords)
      .where(eq(auditRecords.action, 'promise.kept'))
    expect(record).toMatchObject({ actor: anna.id, shopId: desk.house.shopId })
  })

  it('is not taken back without a reason, nor settled twice', async () => {
    const seen = await told(DATED)
    const path = `${promisePath(seen)}/settle`
    expect((await desk.call(anna, 'POST', path, { outcome: 'withdrawn', note: '' })).status).toBeOneOf([
      400, 422,
    ])
    expect((await desk.call(anna, 'POST', path, { outcome: 'withdrawn', note: '   ' })).status).toBeOneOf([
      400, 422,
    ])
    const outcomes = await Promise.all([
      desk.call(anna, 'POST', path, { outcome: 'withdrawn', note: 'Покупатель передумал' }),
      desk.call(anna, 'POST', path, { outcome: 'kept' }),
    ])
    expect(outcomes.map(({ status }) => status).sort()).toEqual([200, 409])
  })

  it('moves to a later day with a reason on record, never to one that has passed', async () => {
    const seen = await told(DATED)
    const later = new Date(desk.house.clock.now().getTime() + 70 * HOUR_MS).toISOString()
    const past = new Date(desk.house.clock.now().getTime()).toISOString()
    expect((await desk.call(anna, 'PUT', promisePath(seen), { dueAt: past })).status).toBeOneOf([400, 422])
    expect((await desk.call(anna, 'PUT', promisePath(seen), {})).status).toBeOneOf([400, 422])
    expect((await desk.call(anna, 'PUT', promisePath(seen), { ownerId: 'nobody' })).code).toBe(
      'person_unknown',
    )
    expect(
      (await desk.call(anna, 'PUT', promisePath(seen), { dueAt: later, note: 'Склад закрыт' })).status,
    ).toBe(200)
    await pass(69 * HOUR_MS)
    expect(await inTodo(seen)).toBe(false)
    await pass(HOUR_MS + 1_000)
    expect(await inTodo(seen)).toBe(true)
  })

  it('may have one follow-up, and only while the marketplace takes one', async () => {
    const seen = await told(DATED)
    const followUpOf = seen.promises[0]?.id
    const text = 'Здравствуйте! Склад ещё проверяет остаток, напишем Вам завтра.'
    const other = await told('Здравствуйте! Заменим крышку и отправим её 24 ноября.')
    expect((await write(other, text, { followUpOf })).code).toBe('promise_not_found')
    const first = await write(seen, text, { followUpOf })
    expect(first.status).toBe(200)
    await desk.call(anna, 'POST', `${desk.path(seen)}/replies/${first.reply.id}/undo`, {})
    // What was taken back was none.
    expect((await reload(seen)).promises[0]?.hasFollowUp).toBe(false)
    expect((await write(seen, text, { followUpOf })).status).toBe(200)
    await desk.house.advance(60_000)
    expect((await write(seen, text, { followUpOf })).code).toBe('follow_up_sent')
    await pass(49 * HOUR_MS)
    const late = await write(other, text, { followUpOf: other.promises[0]?.id })
    expect(late.code).toMatch(/window_closed|chat_closed/)
  })

  it('waits for the buyer where it says so, and is never overdue', async () => {
    const seen = await told('Здравствуйте! Пришлите фото этикетки, и мы проверим размер.')
    expect(seen.promises).toMatchObject([{ dueAt: null, isDayNamed: false }])
    await pass(100 * HOUR_MS)
    expect(await inTodo(seen)).toBe(false)
  })

  it('is remembered by the tidying where its job was lost', async () => {
    const seen = await told(DATED)
    await database.db.delete(jobs).where(eq(jobs.queue, 'promise_due'))
    await pass(40 * HOUR_MS)
    await tidy(desk.house)
    await pass(1_000)
    expect(await inTodo(seen)).toBe(true)
  })

  it('goes with its reply when a shop is taken away', async () => {
    const seen = await told(DATED)
    await database.db
      .delete(replies)
      .where(
        and(
          eq(replies.shopId, desk.house.shopId),
          eq(replies.conversationId, seen.conversation.conversationId),
        ),
      )
    expect(
      await database.db
        .select()
        .from(promises)
        .where(eq(promises.conversationId, seen.conversation.conversationId)),
    ).toEqual([])
  })
})
