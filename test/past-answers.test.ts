import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { conversations } from '../src/db/schema/conversations.ts'
import { replies } from '../src/db/schema/drafting.ts'
import type { Candidate } from '../src/domain/draft.ts'
import { entryContentSchema } from '../src/knowledge/entry-content.ts'
import { withUsage } from '../src/knowledge/entry-usage.ts'
import { listEntries, loadEntry } from '../src/knowledge/read-entries.ts'
import { upsertEntry } from '../src/knowledge/save-entry.ts'
import { editDraft } from '../src/review/approve-draft.ts'
import { keepAnswer, suggestPastAnswer } from '../src/review/keep-answer.ts'
import { redoDraft, refuseDraft } from '../src/review/refuse-draft.ts'
import { undoReply } from '../src/review/undo-reply.ts'
import { agentOf, draftOf, refOf } from './support/agent.ts'
import { BURST_QUIET_MS, createHouse, type House, UNDO_MS } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'

let database: OpenDatabase
let house: House
let chatId: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  await database.db.delete(replies)
  house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
  for (const id of ['used', 'offered']) await addEntry(id)
  const candidate = (id: string, entryId: string): Candidate => ({
    id,
    kind: 'passage',
    title: 'Вопрос',
    question: 'Вопрос',
    variants: [],
    textRu: 'Стирать при 30 °C.',
    entryId,
    version: 1,
    score: 0.9,
    askIndex: 0,
  })
  const { drafting } = house.deps
  Object.assign(drafting, {
    search: async () => [candidate('k:1', 'used'), candidate('k:1', 'used'), candidate('k:2', 'offered')],
    compose: async () => ({
      kind: 'answer',
      sentences: [
        { ru: 'Здравствуйте, Ольга!', evidenceIds: [], class: 'courtesy' },
        { ru: 'Куртку можно стирать при 30 °C.', evidenceIds: ['k:1'], class: 'documented' },
      ],
      promises: [],
      unanswered: [],
      abstained: false,
      composer: 'built-in',
    }),
  })
  chatId = house.sandbox.startChat({ clientId: house.clientId, buyer: { name: 'Ольга' } }).chatId
  await ask('Как стирать куртку?')
})

const addEntry = (id: string) =>
  house.db.transaction((tx) =>
    upsertEntry(tx, {
      shopId: house.shopId,
      id,
      content: entryContentSchema.parse({ kind: 'faq', questionRu: `Вопрос ${id}?`, answerRu: 'Ответ.' }),
      changedBy: 'test',
      now: house.clock.now(),
    }),
  )
async function ask(text: string) {
  house.sandbox.buyerSays(chatId, text)
  await house.advance(BURST_QUIET_MS + 100)
}
async function usageOf(id: string) {
  const [item] = await withUsage(house.db, [{ shopId: house.shopId, id }])
  return item?.usage
}

describe('the usage of an entry', () => {
  it('counts what was offered and what a draft rests on, each draft once', async () => {
    expect(await usageOf('used')).toMatchObject({
      offered: 1,
      used: 1,
      sentUnchanged: 0,
      lastUsedAt: expect.stringMatching(/^2026-11-21T09:.*Z$/),
    })
    expect(await usageOf('offered')).toEqual({
      offered: 1,
      used: 0,
      sentUnchanged: 0,
      edited: 0,
      refused: 0,
      lastUsedAt: null,
    })
    const query = { scope: 'all' as const, shopId: house.shopId, attention: 'never-used' as const, limit: 9 }
    expect((await listEntries(house.db, query)).entries.map(({ id }) => id)).toEqual(['offered'])
  })
  it('tells what people did with the drafts: sent, edited, refused; another try is no refusal', async () => {
    const anna = agentOf(house)
    await anna.approve(await anna.openFirst())
    await house.advance(UNDO_MS + 2_000)
    await ask('А гладить?')
    const second = await anna.openFirst()
    await editDraft(anna.deps(), { ...refOf(second), ...draftOf(second), actor: anna.actor, text: 'Можно.' })
    await house.advance(UNDO_MS + 2_000)
    await ask('А сушить?')
    const third = await anna.openFirst()
    await redoDraft(anna.deps(), { ...refOf(third), ...draftOf(third), actor: anna.actor })
    await house.advance(1_000)
    const fourth = await anna.openFirst()
    await refuseDraft(anna.deps(), {
      ...refOf(fourth),
      ...draftOf(fourth),
      actor: anna.actor,
      reason: 'tone',
    })
    expect(await usageOf('used')).toMatchObject({
      offered: 4,
      used: 4,
      sentUnchanged: 1,
      edited: 1,
      refused: 1,
    })
    expect(await usageOf('offered')).toMatchObject({ offered: 4, used: 0, sentUnchanged: 0, refused: 0 })
  })
  it('follows a reply that was taken back to the draft it became again', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    const reply = await anna.approve(seen)
    expect(await usageOf('used')).toMatchObject({ sentUnchanged: 1 })
    await undoReply(anna.deps(), { ...refOf(seen), replyId: reply.id, actor: anna.actor })
    expect(await usageOf('used')).toMatchObject({ offered: 1, used: 1, sentUnchanged: 0 })
    await anna.approve(await anna.openFirst())
    expect(await usageOf('used')).toMatchObject({ offered: 1, used: 1, sentUnchanged: 1 })
  })
})

describe('a past answer', () => {
  const lead = { id: 'lead', name: 'Лидия', role: 'lead' as const }
  async function sent() {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    const reply = await anna.approve(seen)
    await house.advance(UNDO_MS + 2_000)
    await house.db
      .update(conversations)
      .set({ buyerName: 'Ольга' })
      .where(eq(conversations.shopId, house.shopId))
    return { ...refOf(seen), replyId: reply.id }
  }
  const KEPT = { questionRu: 'Как стирать куртку?', answerRu: 'Куртку можно стирать при 30 °C.', skus: [] }

  it('is suggested without greeting and name, and kept by a lead as live', async () => {
    const ref = await sent()
    const { questionRu, answerRu, traces } = await suggestPastAnswer(agentOf(house).deps(), ref)
    expect({ questionRu, answerRu, traces }).toEqual({ ...KEPT, skus: undefined, traces: [] })
    const entry = await keepAnswer(agentOf(house).deps(), { ...ref, ...KEPT, skus: ['1'], actor: lead })
    expect(entry).toMatchObject({
      kind: 'past-answer',
      status: 'live',
      owner: 'Лидия',
      skus: ['1'],
      restsOn: ['used'],
      version: 1,
    })
  })
  it('is a draft when an agent keeps it', async () => {
    const ref = await sent()
    const { actor, deps } = agentOf(house)
    const { id } = await keepAnswer(deps(), { ...ref, ...KEPT, actor })
    expect((await loadEntry(house.db, { shopId: house.shopId, id })).status).toBe('draft')
  })
  it('is refused with a name, a phone or an order number in it, and the words are named', async () => {
    const ref = await sent()
    for (const [answerRu, kind] of [
      ['Ольга, стирайте при 30 °C.', 'name'],
      ['Позвоните +7 912 345-67-89.', 'phone'],
      ['Ваш заказ 24219509-0020 в пути.', 'order'],
    ] as const)
      await expect(
        keepAnswer(agentOf(house).deps(), { ...ref, ...KEPT, answerRu, actor: lead }),
      ).rejects.toMatchObject({
        code: 'personal_data',
        details: { traces: [expect.objectContaining({ kind })] },
      })
  })
  it('is kept once: the same question is refused, also when two keep it at once', async () => {
    const ref = await sent()
    const keep = (questionRu: string) =>
      keepAnswer(agentOf(house).deps(), { ...ref, ...KEPT, questionRu, actor: lead })
    const results = await Promise.allSettled([keep('Как стирать куртку?'), keep('как стирать  КУРТКУ')])
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    await expect(keep('Как стирать куртку')).rejects.toMatchObject({ code: 'question_known' })
    await expect(keep('вопрос USED')).rejects.toMatchObject({
      code: 'question_known',
      details: { entryId: 'used' },
    })
  })
  it('can only be made of a reply that the buyer has seen', async () => {
    const anna = agentOf(house)
    const seen = await anna.openFirst()
    const reply = await anna.approve(seen)
    const ref = { ...refOf(seen), replyId: reply.id }
    await expect(keepAnswer(anna.deps(), { ...ref, ...KEPT, actor: lead })).rejects.toMatchObject({
      code: 'reply_not_visible',
    })
    await expect(suggestPastAnswer(anna.deps(), { ...ref, replyId: 'none' })).rejects.toMatchObject({
      code: 'reply_not_found',
    })
  })
})
