import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openSession } from '../../src/access/sessions.ts'
import { closeSilentCases } from '../../src/cases/close-silent.ts'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { auditRecords } from '../../src/db/schema/access.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import { openDesk, type Person } from '../support/desk.ts'
import { BURST_QUIET_MS } from '../support/house.ts'
import { createTestDatabase } from '../support/test-database.ts'

const HOUR_MS = 3_600_000

describe('how a case ends', () => {
  let database: OpenDatabase
  let desk: Awaited<ReturnType<typeof openDesk>>
  let anna: Person
  let chatId: string
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
  const reload = (seen: Case): Promise<Case> => desk.call(anna, 'GET', desk.path(seen))
  const stateOf = async (seen: Case) => (await reload(seen)).conversation.case
  const close = async (seen: Case, body: object) => {
    const { revision } = (await reload(seen)).conversation
    return desk.call(anna, 'POST', `${desk.path(seen)}/close`, { revision, ...body })
  }
  const asks = async (words: string): Promise<Case> => {
    const { startChat } = desk.house.sandbox
    let started = ''
    desk.house.sandbox.startChat = (input) => {
      const chat = startChat(input)
      started = chat.chatId
      return chat
    }
    const seen = await desk.buyerAsks(words)
    desk.house.sandbox.startChat = startChat
    chatId = started
    return seen
  }
  const answer = async (seen: Case, text = 'Здравствуйте! Нажмите кнопку дважды.') => {
    const { revision } = (await reload(seen)).conversation
    await desk.call(anna, 'POST', `${desk.path(seen)}/write`, { text, revision })
    await desk.house.advance(60_000)
  }
  const says = async (words: string, isThanks = false) => {
    const { house } = desk
    const { classify } = house.deps.drafting
    if (isThanks)
      house.deps.drafting.classify = async (...turn) => ({
        ...(await classify(...turn)),
        category: 'thanks',
        needsReply: false,
      })
    house.sandbox.buyerSays(chatId, words)
    await house.advance(BURST_QUIET_MS + 100)
    house.deps.drafting.classify = classify
  }
  const pass = async (ms: number) => {
    await desk.house.advance(ms)
    const { secret } = await openSession(desk.house.db, anna.id, desk.house.clock.now())
    anna = { ...anna, headers: { ...anna.headers, cookie: `otvet_session=${secret}` } }
  }
  const inTodo = async () => (await desk.inbox(anna, 'status=todo')).items.length

  it('by an agent, with a reason: it leaves the queue, its draft goes, and the record says who', async () => {
    const seen = await asks('Ваш чайник кипит?')
    expect((await close(seen, { outcome: 'agent', reason: ' ' })).status).toBeOneOf([400, 422])
    expect((await close(seen, { outcome: 'silence' })).status).toBeOneOf([400, 422])
    expect((await close(seen, { outcome: 'agent', reason: 'Не наш товар' })).status).toBe(200)
    expect(await inTodo()).toBe(0)
    const after = await reload(seen)
    expect(after).toMatchObject({ draft: null, conversation: { case: { outcome: 'agent' }, dueAt: null } })
    expect((await desk.inbox(anna, 'status=all&outcome=agent')).items).toHaveLength(1)
    const approve = `${desk.path(seen)}/drafts/${seen.draft?.id}/approve`
    const late = await desk.call(anna, 'POST', approve, { fingerprint: seen.draft?.fingerprint })
    expect(late.status).toBe(409)
    const records = await database.db.select().from(auditRecords).where(eq(auditRecords.action, 'case.close'))
    expect(records.at(-1)).toMatchObject({
      actor: anna.id,
      after: { outcome: 'agent', reason: 'Не наш товар' },
    })
    expect((await close(seen, { outcome: 'confirmed' })).code).toBe('case_closed')
  })

  it('too early: it is under way again, waits as before and gets a draft', async () => {
    const seen = await asks('Можно ли мыть в посудомойке?')
    await close(seen, { outcome: 'agent', reason: 'Дубль' })
    expect((await desk.call(anna, 'POST', `${desk.path(seen)}/reopen`, {})).status).toBe(200)
    await desk.house.advance(1_000)
    const after = await reload(seen)
    expect(after.conversation).toMatchObject({
      dueAt: seen.conversation.dueAt,
      case: { outcome: null, reopened: 0 },
    })
    expect(after.draft).not.toBeNull()
    expect(await inTodo()).toBe(1)
    expect((await desk.call(anna, 'POST', `${desk.path(seen)}/reopen`, {})).code).toBe('case_open')
  })

  it('never while a promise to the buyer is open', async () => {
    const seen = await asks('Пришлёте крышку?')
    await answer(seen, 'Здравствуйте! Отправим крышку 24 ноября.')
    expect((await close(seen, { outcome: 'agent', reason: 'Надоело' })).code).toBe('promise_open')
    await says('Спасибо, вопрос решён', true)
    expect((await stateOf(seen)).outcome).toBeNull()
    await pass(50 * HOUR_MS)
    await closeSilentCases(desk.house)
    expect((await stateOf(seen)).outcome).toBeNull()
  })

  it('confirmed when the buyer says so after an answer, not by thanks alone, nor before any answer', async () => {
    const seen = await asks('Не включается')
    await says('Спасибо, всё получилось!', true)
    expect((await stateOf(seen)).outcome).toBeNull()
    await answer(seen)
    await says('Спасибо', true)
    expect((await stateOf(seen)).outcome).toBeNull()
    await says('Спасибо, всё получилось!', true)
    expect(await stateOf(seen)).toMatchObject({ outcome: 'confirmed', reopened: 0 })
    await says('А нет, опять не включается')
    expect(await stateOf(seen)).toMatchObject({ outcome: null, reopened: 1 })
    expect(await inTodo()).toBe(1)
    const { entries } = await desk.call(anna, 'GET', `${desk.path(seen)}/timeline`)
    const told = entries.filter(({ kind }: { kind: string }) => ['closed', 'reopened'].includes(kind))
    expect(told).toMatchObject([
      { kind: 'closed', actor: { id: 'buyer' }, detail: 'confirmed' },
      { kind: 'reopened', actor: { id: 'buyer' } },
    ])
  })

  it('by silence once the window is over, where we spoke last, and only there', async () => {
    const answered = await asks('Какого он цвета?')
    await answer(answered)
    const missed = await asks('А какой вес?')
    const waiting = await asks('Где детали?')
    await answer(waiting)
    await desk.call(anna, 'PUT', `${desk.path(waiting)}/wait`, { waitsFor: 'supplier' })
    await pass(47 * HOUR_MS)
    await closeSilentCases(desk.house)
    expect((await stateOf(answered)).outcome).toBeNull()
    await pass(2 * HOUR_MS)
    await Promise.all([closeSilentCases(desk.house), closeSilentCases(desk.house)])
    expect((await stateOf(answered)).outcome).toBe('silence')
    expect((await stateOf(missed)).outcome).toBeNull()
    expect((await stateOf(waiting)).outcome).toBeNull()
    const { entries } = await desk.call(anna, 'GET', `${desk.path(answered)}/timeline`)
    expect(entries.filter(({ kind }: { kind: string }) => kind === 'closed')).toHaveLength(1)
  })
})
