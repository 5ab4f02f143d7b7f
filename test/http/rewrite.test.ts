import { desc, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../../src/db/open-database.ts'
import { decisions, drafts } from '../../src/db/schema/drafting.ts'
import type { Case } from '../../src/http/contracts/case.ts'
import { openReadingDesk, type ReadingDesk } from '../support/reading-desk.ts'
import { createTestDatabase } from '../support/test-database.ts'

const AGENT_TEXT = '您好！商品可在14天内退回。请不要水洗。'
const RUSSIAN = [
  { ru: 'Здравствуйте!', from: [1], evidence_ids: [] },
  { ru: 'Товар можно вернуть в течение 14 дней.', from: [2], evidence_ids: [] },
  { ru: 'Пожалуйста, не стирайте его.', from: [3], evidence_ids: [] },
]
const with2nd = (ru: string) => RUSSIAN.with(1, { ru, from: [2], evidence_ids: [] })

describe('an agent who writes in their own language', () => {
  let database: OpenDatabase
  let desk: ReadingDesk
  let seen: Case
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    desk = await openReadingDesk(database, {
      sentences: [{ ru: 'Здравствуйте! Вернуть нельзя.', evidenceIds: [], class: 'inferred' }],
    })
    seen = await desk.buyerAsks('Как вернуть?')
    return () => desk.close()
  })

  const bodyOf = ({ draft, conversation }: Case, agentText = AGENT_TEXT) => ({
    agentText,
    revision: conversation.revision,
    draft: draft && { id: draft.id, fingerprint: draft.fingerprint },
  })
  const rewrite = (body: object = bodyOf(seen)) => desk.post(`${desk.path(seen)}/rewrite`, body)
  const approve = ({ draft }: Case, acknowledgedWarnings?: string[]) =>
    desk.post(`${desk.path(seen)}/drafts/${draft?.id}/approve`, {
      fingerprint: draft?.fingerprint,
      acknowledgedWarnings,
    })
  const warnings = ({ draft }: Case) =>
    draft?.checks
      .filter(({ rule, status }) => rule === 'rewrite' && status === 'warn')
      .map(({ span }) => span)

  it('gets a Russian draft with card, checks and fingerprint of its own, and approves that', async () => {
    desk.model.enqueue({ json: { sentences: RUSSIAN } })
    const answer = await rewrite()
    expect(answer.statusCode).toBe(200)
    const now = await desk.reopen(seen)
    expect(now.draft).toMatchObject({
      id: answer.json().draftId,
      text: 'Здравствуйте! Товар можно вернуть в течение 14 дней. Пожалуйста, не стирайте его.',
      agentText: AGENT_TEXT,
      origin: 'rewrite',
      route: 'review',
      composer: 'model',
      readingCard: {
        numbers: [{ ru: '14 дней', zh: '14天' }],
        denied: [{ ru: 'Пожалуйста, не стирайте его.' }],
      },
    })
    expect(now.draft?.fingerprint).not.toBe(seen.draft?.fingerprint)
    expect(warnings(now)).toEqual([])
    expect(now.draft?.checks.map(({ rule }) => rule)).toEqual(expect.arrayContaining(['phone', 'rewrite']))
    // The draft and what the buyer wrote went along as data.
    expect(desk.told()).toContain('Вернуть нельзя.')
    expect(desk.told()).toContain('[2] 商品可在14天内退回。')
    expect((await approve(seen)).statusCode).toBe(409)
    expect((await approve(now)).json()).toMatchObject({ reply: { text: now.draft?.text } })
    const made = await database.db
      .select({
        kind: decisions.kind,
        reason: decisions.reason,
        note: decisions.note,
        after: decisions.textAfter,
      })
      .from(decisions)
      .where(eq(decisions.shopId, desk.house.shopId))
      .orderBy(desc(decisions.decidedAt))
    expect(made).toContainEqual({
      kind: 'redo',
      reason: 'rewritten',
      note: AGENT_TEXT,
      after: now.draft?.text,
    })
    expect(made.map(({ kind }) => kind).sort()).toEqual(['approve', 'redo'])
  })

  it.each([
    ['a number is lost', with2nd('Товар можно вернуть.'), ['14天']],
    ['a number is changed', with2nd('Товар можно вернуть в течение 40 дней.'), ['14天', '40 дней']],
    ['a number is added', with2nd('Товар можно вернуть в течение 14 дней в коробке 30 см.'), ['30 см']],
    ['«可以» becomes «нельзя»', with2nd('Товар нельзя вернуть 14 дней.'), ['нельзя вернуть']],
    [
      'a denial is lost',
      RUSSIAN.with(2, { ru: 'Можно стирать.', from: [3], evidence_ids: [] }),
      ['请不要水洗。'],
    ],
    ['a sentence is left out', RUSSIAN.slice(0, 2), ['请不要水洗。']],
    [
      'a sentence is added',
      [...RUSSIAN, { ru: 'Чехол сделан из хлопка.', from: [], evidence_ids: [] }],
      ['Чехол сделан из хлопка.'],
    ],
  ])('is warned when %s, and sends only what they accepted', async (_, sentences, spans) => {
    desk.model.enqueue({ json: { sentences } })
    await rewrite()
    const now = await desk.reopen(seen)
    expect(warnings(now)).toEqual(spans)
    const others = now.draft?.checks.filter(({ rule }) => rule !== 'rewrite').map(({ rule }) => rule) ?? []
    const refused = await approve(now, others)
    expect(refused.json().error).toMatchObject({ code: 'warnings_not_acknowledged' })
    expect((await approve(now, [...others, 'rewrite'])).statusCode).toBe(200)
  })

  it('keeps the draft when the model gives no Russian, cites what there is not, fails or is not there', async () => {
    for (const answers of [
      [{ json: { sentences: [{ ru: '可以退货', from: [1], evidence_ids: [] }] } }, { text: 'нет' }],
      [{ json: { sentences: RUSSIAN.map((one) => ({ ...one, evidence_ids: ['k:1'] })) } }, { text: '' }],
      [{ status: 401 }],
    ]) {
      desk.model.enqueue(...answers)
      expect((await rewrite()).json().error.code).toBe('model_answer_unusable')
    }
    desk.takeModelAway()
    const refused = await rewrite()
    expect([refused.statusCode, refused.json().error.code]).toEqual([503, 'no_model'])
    expect((await desk.reopen(seen)).draft).toEqual(seen.draft)
  })

  it('is told when the case moved meanwhile, and the model is not asked twice for one draft', async () => {
    const answer = { json: { sentences: RUSSIAN } }
    desk.model.enqueue(answer, answer)
    const both = await Promise.all([rewrite(), rewrite()])
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([200, 409])
    desk.model.enqueue(answer)
    expect((await rewrite()).statusCode).toBe(409)
    const waiting = await database.db
      .select({ status: drafts.status })
      .from(drafts)
      .where(eq(drafts.shopId, desk.house.shopId))
    expect(waiting.map(({ status }) => status).sort()).toEqual(['pending', 'refused'])
  })

  it('may write where there is no draft, for the state they read', async () => {
    const { draft, conversation } = seen
    await desk.post(`${desk.path(seen)}/drafts/${draft?.id}/refuse`, {
      fingerprint: draft?.fingerprint,
      reason: 'tone',
    })
    const answer = { json: { sentences: RUSSIAN } }
    desk.model.enqueue(answer)
    const old = { agentText: AGENT_TEXT, revision: conversation.revision - 1, draft: null }
    expect((await rewrite(old)).statusCode).toBe(409)
    desk.model.enqueue(answer)
    expect((await rewrite({ ...old, revision: conversation.revision })).statusCode).toBe(200)
    const now = await desk.reopen(seen)
    expect(now.draft).toMatchObject({ agentText: AGENT_TEXT, evidenceClass: expect.any(String) })
    expect((await approve(now)).statusCode).toBe(200)
  })

  it('sends words, not nothing, and only into an own case', async () => {
    expect((await rewrite(bodyOf(seen, '  '))).statusCode).toBe(400)
    expect((await rewrite(bodyOf(seen, 'я'.repeat(4001)))).statusCode).toBe(400)
    expect((await rewrite({ ...bodyOf(seen), draft: { id: 'other', fingerprint: 'x' } })).statusCode).toBe(
      404,
    )
    expect((await desk.post('/api/shops/other/conversations/other/rewrite', bodyOf(seen))).statusCode).toBe(
      404,
    )
    expect(desk.model.requests).toEqual([])
  })
})
