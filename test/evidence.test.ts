import { and, eq } from 'drizzle-orm'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { bindReview } from '../src/app/bind-review.ts'
import type { OpenDatabase } from '../src/db/open-database.ts'
import { auditRecords } from '../src/db/schema/access.ts'
import { drafts, replies } from '../src/db/schema/drafting.ts'
import { knowledgeEntries } from '../src/db/schema/knowledge.ts'
import { shops } from '../src/db/schema/shops.ts'
import type { Candidate, ComposedDraft, DraftSentence, Fact } from '../src/domain/draft.ts'
import type { Case } from '../src/http/contracts/case.ts'
import { agentOf } from './support/agent.ts'
import { BURST_QUIET_MS, createHouse, type House, UNDO_MS } from './support/house.ts'
import { createTestDatabase } from './support/test-database.ts'
import { createTestServer, type TestServer } from './support/test-server.ts'

const ANSWER = 'Вернуть чайник можно в течение 7 дней после получения.'
const weight: Fact = { id: 'p:weight', kind: 'attribute', title: 'Вес', textRu: 'Вес: 1,4 кг.' }
const volume: Fact = { id: 'p:volume', kind: 'attribute', title: 'Объём', textRu: 'Объём: 1,7 л.' }
const says = (ru: string, evidenceIds: string[] = []): DraftSentence => ({
  ru,
  evidenceIds,
  class: evidenceIds.length > 0 ? 'documented' : 'courtesy',
})

describe('a draft and what it rests on', () => {
  let database: OpenDatabase
  let house: House
  let server: TestServer
  let headers: Record<string, string>
  let returns: Candidate
  beforeAll(async () => {
    database = await createTestDatabase()
  })
  afterAll(() => database.close())
  beforeEach(async () => {
    house = await createHouse(database, { seed: Math.floor(Math.random() * 1e6) })
    const deps = { db: house.db, clock: house.clock, undoMs: UNDO_MS, onKnowledge: async () => {} }
    server = await createTestServer(database, {
      deps: { review: bindReview({ ...deps, checkReply: async () => [] }) },
    })
    headers = (await server.asRole('agent')).headers
    returns = await addEntry()
    return () => server.close()
  })

  async function addEntry(): Promise<Candidate> {
    const entry = {
      id: `returns-${house.shopId}`,
      version: 1,
      questionRu: 'Как вернуть чайник?',
      answerRu: ANSWER,
    }
    await house.db
      .insert(knowledgeEntries)
      .values({ ...entry, shopId: house.shopId, kind: 'faq', updatedAt: house.clock.now() })
    const { id: entryId, version, questionRu, answerRu } = entry
    const found = { question: questionRu, variants: [], score: 0.9, askIndex: 0 }
    return { id: 'k:1', kind: 'passage', title: questionRu, textRu: answerRu, entryId, version, ...found }
  }
  const ofEntry = () =>
    and(eq(knowledgeEntries.shopId, house.shopId), eq(knowledgeEntries.id, returns.entryId ?? ''))

  /** What the composer, whoever it is, makes of a question. */
  async function drafted(
    sentences: DraftSentence[],
    part: Partial<ComposedDraft> = {},
    meanwhile: () => Promise<unknown> = async () => {},
  ): Promise<Case> {
    Object.assign(house.deps.drafting, {
      gatherFacts: async () => ({ facts: [weight, volume], missing: [], known: [] }),
      search: async () => [returns],
      compose: async () => {
        await meanwhile()
        const plain = { kind: 'answer', promises: [], unanswered: [], abstained: false, composer: 'model' }
        return { ...plain, sentences, ...part }
      },
    })
    const { chatId } = house.sandbox.startChat({ clientId: house.clientId })
    house.sandbox.buyerSays(chatId, 'Сколько весит и как вернуть?')
    await house.advance(BURST_QUIET_MS + 100)
    return agentOf(house).openFirst()
  }
  const kindsOf = (sentences: readonly DraftSentence[] = []) =>
    sentences.map(({ findings = [] }) => findings.map(({ kind }) => kind).join())
  const post = (seen: Case, path: string, payload: object) =>
    server.app.inject({
      method: 'POST',
      url: `/api/shops/${house.shopId}/conversations/${seen.conversation.conversationId}/${path}`,
      headers,
      payload,
    })

  it('says of each sentence what it is worth, and the weakest decides', async () => {
    const { draft } = await drafted([
      says('Здравствуйте!'),
      says('Чайник весит 1,7 кг.', ['p:weight', 'p:volume']),
      says(ANSWER, ['k:1']),
    ])
    expect(draft?.sentences.map((one) => one.class)).toEqual(['courtesy', 'inferred', 'documented'])
    expect(draft?.sentences[1]?.findings).toMatchObject([
      { kind: 'number', words: '1,7 кг', instead: 'Вес: 1,4 кг.', evidenceId: 'p:weight' },
    ])
    expect(draft?.evidenceClass).toBe('inferred')
    // Nothing without support leaves by itself.
    expect(draft?.route).not.toBe('auto_send')
  })

  it('rests on nothing that is withdrawn while it is written', async () => {
    const withdraw = () => house.db.update(knowledgeEntries).set({ status: 'retired' }).where(ofEntry())
    const { draft } = await drafted([says(ANSWER, ['k:1'])], {}, withdraw)
    expect(kindsOf(draft?.sentences)).toEqual(['retired'])
    expect(draft?.evidenceClass).toBe('inferred')
  })

  it('shows at once when an entry is withdrawn, runs out or says something else after it was drafted', async () => {
    const seen = await drafted([says(ANSWER, ['k:1'])])
    expect(seen.draft?.evidenceClass).toBe('documented')
    const reopened = async (change: Partial<typeof knowledgeEntries.$inferInsert>) => {
      await house.db.update(knowledgeEntries).set(change).where(ofEntry())
      const { draft } = await agentOf(house).reopen(seen)
      return [kindsOf(draft?.sentences).join(), draft?.evidenceClass]
    }
    expect(await reopened({ status: 'retired' })).toEqual(['retired', 'inferred'])
    expect(await reopened({ status: 'live', version: 2, owner: 'Ли' })).toEqual(['', 'documented'])
    expect(await reopened({ answerRu: 'Вернуть можно 14 дней.' })).toEqual(['retired', 'inferred'])
    expect(await reopened({ answerRu: ANSWER, validUntil: house.clock.now() })).toEqual([
      'retired',
      'inferred',
    ])
  })

  it('is checked when a person changes it: what is kept keeps its source, what is new is held against everything offered', async () => {
    const seen = await drafted([says('Здравствуйте!'), says(ANSWER, ['k:1'])])
    // The facts were offered, cited by no sentence, and are not shown beside the draft.
    expect(seen.draft?.evidence.map(({ id }) => id)).toEqual(['k:1'])
    const text = `Здравствуйте! ${ANSWER} Весит он 1400 г. Объём чайника 2 л. Носик у него съёмный.`
    const checked = (await post(seen, 'check-text', { text })).json()
    expect(checked.sentences.map((one: DraftSentence) => [one.class, one.evidenceIds])).toEqual([
      ['courtesy', []],
      ['documented', ['k:1']],
      ['documented', ['p:weight']],
      ['inferred', []],
      ['inferred', []],
    ])
    expect(kindsOf(checked.sentences)).toEqual(['', '', '', 'number', 'no-evidence'])
    expect(checked.readingCard.answered).toHaveLength(2)
  })

  it('keeps what an own reply rests on, and lets it leave with its warnings', async () => {
    const seen = await drafted([says('Здравствуйте!')])
    const text = 'Чайник весит 1,4 кг. Его можно ронять.'
    const sent = await post(seen, 'write', { text, revision: seen.conversation.revision })
    expect(sent.statusCode).toBe(200)
    const [kept] = await house.db
      .select()
      .from(drafts)
      .where(and(eq(drafts.shopId, house.shopId), eq(drafts.origin, 'written')))
    expect(kept?.sentences.map((one) => [one.ru, one.class])).toEqual([
      ['Чайник весит 1,4 кг.', 'documented'],
      ['Его можно ронять.', 'inferred'],
    ])
    expect(kept?.evidence.map(({ id }) => id)).toEqual(['p:weight'])
    expect(kept?.evidenceClass).toBe('inferred')
  })

  it('keeps what a changed text rests on as it left, apart from the draft, in the case, the audit and the figures', async () => {
    const seen = await drafted([says('Здравствуйте!'), says(ANSWER, ['k:1'])])
    const text = `Здравствуйте! ${ANSWER} Носик у него съёмный.`
    const sent = await post(seen, `drafts/${seen.draft?.id}/edit`, {
      fingerprint: seen.draft?.fingerprint,
      text,
    })
    expect(sent.statusCode, sent.body).toBe(200)
    expect(sent.json().reply.evidenceClass).toBe('inferred')
    const { conversationId } = seen.conversation
    const [kept] = await house.db.select().from(replies).where(eq(replies.conversationId, conversationId))
    expect(kept?.sentences?.map((one) => one.class)).toEqual(['courtesy', 'documented', 'inferred'])
    const [draft] = await house.db
      .select()
      .from(drafts)
      .where(eq(drafts.id, seen.draft?.id ?? ''))
    expect(draft).toMatchObject({ evidenceClass: 'documented', status: 'edited' })
    const audits = await house.db.select().from(auditRecords).where(eq(auditRecords.action, 'draft.edit'))
    expect(audits.at(-1)).toMatchObject({
      before: { evidenceClass: 'documented' },
      after: { evidenceClass: 'inferred', text },
    })
    await house.advance(60_000)
    const { messages, replies: shown } = await agentOf(house).reopen(seen)
    expect(shown.map(({ evidenceClass }) => evidenceClass)).toEqual(['inferred'])
    expect(messages.at(-1)).toMatchObject({ author: 'seller', replyClass: 'inferred' })
  })

  it('dates what it promises by what the evidence says, and puts it on the card', async () => {
    const what = 'Деталь отправим до 30 ноября.'
    const { draft } = await drafted([says(what, ['p:weight'])], {
      promises: [{ who: 'shop', what, by: '2027-01-01' }],
    })
    expect(draft?.promises).toEqual([{ who: 'shop', what, by: '2026-11-30' }])
    expect(draft?.readingCard.promised).toEqual([{ ru: what, by: '2026-11-30' }])
  })

  it('takes the signature of the shop for its own words, whatever stands in it', async () => {
    const signature = 'Магазин «Тепло 24», 7 лет с Вами'
    await house.db.update(shops).set({ signature }).where(eq(shops.id, house.shopId))
    const { draft } = await drafted([says(signature), says('Доставим за 3 дня.')])
    expect(draft?.sentences.map((one) => one.class)).toEqual(['courtesy', 'inferred'])
  })
})
